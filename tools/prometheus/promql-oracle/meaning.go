package main

import (
	"fmt"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/promql/parser"
)

// meaning writes a tree as nested lists, so that two texts have the same meaning exactly when they have the same list.
func meaning(expression parser.Expr) string {
	switch node := expression.(type) {
	case *parser.NumberLiteral:
		return strconv.FormatFloat(node.Val, 'g', -1, 64)
	case *parser.StringLiteral:
		return strconv.Quote(node.Val)
	case *parser.ParenExpr:
		return meaning(node.Expr)
	case *parser.StepInvariantExpr:
		return meaning(node.Expr)
	case *parser.UnaryExpr:
		return list("sign", node.Op.String(), meaning(node.Expr))
	case *parser.VectorSelector:
		return list("select", matchers(node.LabelMatchers), shift(node.OriginalOffset, node.Timestamp, node.StartOrEnd))
	case *parser.MatrixSelector:
		return list("range", meaning(node.VectorSelector), milliseconds(node.Range))
	case *parser.SubqueryExpr:
		return list("subquery", meaning(node.Expr), milliseconds(node.Range), milliseconds(node.Step), shift(node.OriginalOffset, node.Timestamp, node.StartOrEnd))
	case *parser.Call:
		parts := []string{"call", node.Func.Name}
		for _, argument := range node.Args {
			parts = append(parts, meaning(argument))
		}
		return list(parts...)
	case *parser.AggregateExpr:
		parameter := ""
		if node.Param != nil {
			parameter = meaning(node.Param)
		}
		return list("aggregate", node.Op.String(), strconv.FormatBool(node.Without), names(node.Grouping), parameter, meaning(node.Expr))
	case *parser.BinaryExpr:
		return list("binary", node.Op.String(), strconv.FormatBool(node.ReturnBool), matching(node.VectorMatching), meaning(node.LHS), meaning(node.RHS))
	default:
		panic(fmt.Sprintf("the parser knows a kind of node that the oracle does not: %T", expression))
	}
}

func list(parts ...string) string {
	return "(" + strings.Join(parts, " ") + ")"
}

func names(all []string) string {
	quoted := make([]string, len(all))
	for i, name := range all {
		quoted[i] = strconv.Quote(name)
	}
	return list(quoted...)
}

func matchers(all []*labels.Matcher) string {
	texts := make([]string, len(all))
	for i, matcher := range all {
		texts[i] = strconv.Quote(matcher.Name) + matcher.Type.String() + strconv.Quote(matcher.Value)
	}
	sort.Strings(texts)
	return list(texts...)
}

func matching(how *parser.VectorMatching) string {
	if how == nil {
		return "()"
	}
	return list(how.Card.String(), strconv.FormatBool(how.On), names(how.MatchingLabels), names(how.Include))
}

func shift(offset time.Duration, at *int64, end parser.ItemType) string {
	moment := ""
	if at != nil {
		moment = strconv.FormatInt(*at, 10)
	}
	if end == parser.START || end == parser.END {
		moment = end.String()
	}
	return list(milliseconds(offset), moment)
}

// milliseconds is as finely as the engine resolves a duration: durationMilliseconds in promql/engine.go.
func milliseconds(duration time.Duration) string {
	return strconv.FormatInt(duration.Milliseconds(), 10)
}
