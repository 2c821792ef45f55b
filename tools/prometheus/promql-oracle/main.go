// Program promql-oracle says what Prometheus' own parser makes of expressions.
//
// It reads one JSON string per line and answers each with one line of JSON: {"error": ...} for what the parser refuses,
// {"fails": ...} for what it takes and the engine then refuses whatever the query, or {"meaning": ...}: the syntax tree
// without what does not change the result, which is brackets, white space, order of matchers, spelling of numbers.
// With --functions it prints the signatures of all functions instead. Options of the parser are those of
// `promtool check rules` without further flags.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/prometheus/common/version"
	engine "github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/parser"
)

type answer struct {
	Error   string `json:"error,omitempty"`
	Fails   string `json:"fails,omitempty"`
	Meaning string `json:"meaning,omitempty"`
}

type signature struct {
	Arguments    []string `json:"arguments"`
	Variadic     int      `json:"variadic"`
	Returns      string   `json:"returns"`
	Experimental bool     `json:"experimental"`
}

func main() {
	var err error
	switch {
	case len(os.Args) == 2 && os.Args[1] == "--version":
		fmt.Printf("promql-oracle, version %s\n", version.Version)
	case len(os.Args) == 2 && os.Args[1] == "--functions":
		err = json.NewEncoder(os.Stdout).Encode(signatures())
	default:
		err = answerLines()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func answerLines() error {
	promql := parser.NewParser(parser.Options{ExperimentalDurationExpr: true})
	input := bufio.NewScanner(os.Stdin)
	input.Buffer(nil, 256<<20)
	output := bufio.NewWriter(os.Stdout)
	encoder := json.NewEncoder(output)
	for input.Scan() {
		var text string
		if err := json.Unmarshal(input.Bytes(), &text); err != nil {
			return fmt.Errorf("a line is no JSON string: %w", err)
		}
		if err := encoder.Encode(judge(promql, text)); err != nil {
			return err
		}
	}
	if err := input.Err(); err != nil {
		return err
	}
	return output.Flush()
}

// queries are those that a text must mean the same in: steps and ranges decide calculated durations.
var queries = []struct{ length, step time.Duration }{{0, 0}, {time.Hour, time.Minute}, {50 * time.Hour, 7 * time.Minute}}

func judge(promql parser.Parser, text string) answer {
	start := time.Unix(1_700_000_000, 0)
	var meanings, failures []string
	for _, query := range queries {
		expression, err := promql.ParseExpr(text)
		if err != nil {
			return answer{Error: err.Error()}
		}
		expression, err = engine.PreprocessExpr(expression, start, start.Add(query.length), query.step)
		if err != nil {
			failures = append(failures, err.Error())
			continue
		}
		if found := meaning(expression); !slices.Contains(meanings, found) {
			meanings = append(meanings, found)
		}
	}
	if len(meanings) == 0 {
		return answer{Fails: failures[0]}
	}
	return answer{Meaning: strings.Join(meanings, " or ")}
}

func signatures() map[string]signature {
	all := map[string]signature{}
	for name, function := range parser.Functions {
		arguments := []string{}
		for _, argument := range function.ArgTypes {
			arguments = append(arguments, string(argument))
		}
		all[name] = signature{arguments, function.Variadic, string(function.ReturnType), function.Experimental}
	}
	return all
}
