// Program logql-oracle says what Loki's own parser makes of queries.
//
// It reads one JSON string per line and answers each with one line of JSON: {"error": ...} for what the parser refuses,
// {"stageError": ...} for what it takes and the querier refuses before it reads a line (a regular expression or template
// in a stage), or {"meaning": ...}, the query as Loki prints it.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"reflect"

	"github.com/prometheus/common/version"

	"github.com/grafana/loki/v3/pkg/logql/syntax"
	"github.com/grafana/loki/v3/pkg/util"
)

type answer struct {
	Error      string `json:"error,omitempty"`
	StageError string `json:"stageError,omitempty"`
	Meaning    string `json:"meaning,omitempty"`
}

func main() {
	if len(os.Args) == 2 && os.Args[1] == "--version" {
		fmt.Printf("logql-oracle, version %s\n", version.Version)
		return
	}
	if err := answerLines(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func answerLines() error {
	// The parsers of json and logfmt expressions print their errors to standard output.
	answers := os.Stdout
	os.Stdout = os.Stderr
	input := bufio.NewScanner(os.Stdin)
	input.Buffer(nil, 256<<20)
	output := bufio.NewWriter(answers)
	encoder := json.NewEncoder(output)
	for input.Scan() {
		var text string
		if err := json.Unmarshal(input.Bytes(), &text); err != nil {
			return fmt.Errorf("a line is no JSON string: %w", err)
		}
		if err := encoder.Encode(judge(text)); err != nil {
			return err
		}
	}
	if err := input.Err(); err != nil {
		return err
	}
	return output.Flush()
}

func judge(text string) answer {
	expression, err := syntax.ParseExpr(text)
	if err != nil {
		return answer{Error: err.Error()}
	}
	if variants, ok := expression.(syntax.VariantsExpr); ok {
		if err := judgeVariants(variants); err != nil {
			return answer{Error: err.Error()}
		}
	}
	if err := buildStages(expression); err != nil {
		return answer{StageError: err.Error()}
	}
	return answer{Meaning: expression.String()}
}

// judgeVariants looks into each variant for what the parser noted there and would have refused anywhere else. It looks at
// the outside of variants only, and what it let through ends in a panic of the querier.
func judgeVariants(expression syntax.VariantsExpr) (err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("a variant is malformed")
		}
	}()
	for _, variant := range expression.Variants() {
		variant.Walk(func(part syntax.Expr) bool {
			if err == nil {
				err = judgePart(part)
			}
			return err == nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func judgePart(part syntax.Expr) error {
	// Parts keep the mistake that was found in them in a field of their own, which has no other reader.
	if noted := reflect.Indirect(reflect.ValueOf(part)).FieldByName("err"); noted.IsValid() && !noted.IsNil() {
		return errors.New("a variant is malformed")
	}
	switch node := part.(type) {
	case *syntax.VectorAggregationExpr:
		isSort := node.Operation == syntax.OpTypeSort || node.Operation == syntax.OpTypeSortDesc
		if isSort && node.Grouping != nil && len(node.Grouping.Groups) > 0 {
			return errors.New("a variant sorts by labels")
		}
	case *syntax.RangeAggregationExpr:
		if _, matchers := util.SplitFiltersAndMatchers(node.Left.Left.Matchers()); len(matchers) == 0 {
			return errors.New("a variant takes every stream")
		}
	}
	return nil
}

// buildStages does for every part of a query what the querier does for the parts that it runs.
func buildStages(expression syntax.Expr) error {
	var found error
	expression.Walk(func(part syntax.Expr) bool {
		if found != nil {
			return false
		}
		switch node := part.(type) {
		case *syntax.RangeAggregationExpr:
			_, found = node.Extractors()
		case *syntax.PipelineExpr:
			_, found = node.Pipeline()
		}
		return found == nil
	})
	return found
}
