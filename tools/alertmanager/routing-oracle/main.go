// Command routing-oracle answers questions about routing trees with Alertmanager's own code. It reads a JSON object per
// line and writes one per line, in the same order.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"log"
	"log/slog"
	"os"
	"slices"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/common/model"

	"github.com/prometheus/alertmanager/alert"
	"github.com/prometheus/alertmanager/config"
	"github.com/prometheus/alertmanager/dispatch"
	"github.com/prometheus/alertmanager/eventrecorder"
	"github.com/prometheus/alertmanager/featurecontrol"
	"github.com/prometheus/alertmanager/inhibit"
	"github.com/prometheus/alertmanager/marker"
	"github.com/prometheus/alertmanager/matcher/compat"
	"github.com/prometheus/alertmanager/notify"
	"github.com/prometheus/alertmanager/provider"
	"github.com/prometheus/alertmanager/timeinterval"
)

// A request holds a configuration with alerts to send through it, or texts of matchers to parse.
type request struct {
	Config   string   `json:"config"`
	Alerts   []asked  `json:"alerts"`
	Matchers []string `json:"matchers"`
}

type asked struct {
	Labels model.LabelSet   `json:"labels"`
	At     time.Time        `json:"at"`
	Firing []model.LabelSet `json:"firing"`
}

type response struct {
	Error    string    `json:"error,omitempty"`
	Alerts   []verdict `json:"alerts,omitempty"`
	Matchers []reading `json:"matchers,omitempty"`
}

type verdict struct {
	Routes    []delivery `json:"routes"`
	Inhibited bool       `json:"inhibited"`
}

type delivery struct {
	Receiver       string   `json:"receiver"`
	GroupBy        []string `json:"groupBy"`
	GroupByAll     bool     `json:"groupByAll"`
	GroupWait      int64    `json:"groupWait"`
	GroupInterval  int64    `json:"groupInterval"`
	RepeatInterval int64    `json:"repeatInterval"`
	Muted          bool     `json:"muted"`
}

type reading struct {
	Error    string   `json:"error,omitempty"`
	Matchers []string `json:"matchers"`
}

var (
	logger  = slog.New(slog.DiscardHandler)
	metrics *notify.Metrics
)

func main() {
	flags, err := featurecontrol.NewFlags(logger, "")
	if err != nil {
		log.Fatal(err)
	}
	compat.InitFromFlags(logger, flags)
	metrics = notify.NewMetrics(prometheus.NewRegistry(), flags)

	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<24)
	output := bufio.NewWriter(os.Stdout)
	encoder := json.NewEncoder(output)
	for lines.Scan() {
		var question request
		if err := json.Unmarshal(lines.Bytes(), &question); err != nil {
			log.Fatal(err)
		}
		if err := encoder.Encode(answer(question)); err != nil {
			log.Fatal(err)
		}
	}
	if err := lines.Err(); err != nil {
		log.Fatal(err)
	}
	if err := output.Flush(); err != nil {
		log.Fatal(err)
	}
}

func answer(question request) response {
	if question.Config == "" {
		return response{Matchers: parseAll(question.Matchers)}
	}
	cfg, err := load(question.Config)
	if err != nil {
		return response{Error: err.Error()}
	}
	root := dispatch.NewRoute(cfg.Route, nil)
	intervals := map[string][]timeinterval.TimeInterval{}
	for _, named := range cfg.MuteTimeIntervals {
		intervals[named.Name] = named.TimeIntervals
	}
	for _, named := range cfg.TimeIntervals {
		intervals[named.Name] = named.TimeIntervals
	}
	intervener := timeinterval.NewIntervener(intervals)
	var verdicts []verdict
	for _, one := range question.Alerts {
		var deliveries []delivery
		for _, route := range root.Match(one.Labels) {
			deliveries = append(deliveries, describe(route, intervener, one))
		}
		verdicts = append(verdicts, verdict{Routes: deliveries, Inhibited: isInhibited(cfg, one)})
	}
	return response{Alerts: verdicts}
}

// load turns a crash of the loader, which some files cause, into a refusal: such a file stops Alertmanager too.
func load(text string) (cfg *config.Config, err error) {
	defer func() {
		if reason := recover(); reason != nil {
			err = fmt.Errorf("crash: %v", reason)
		}
	}()
	return config.Load(text)
}

func describe(route *dispatch.Route, intervener *timeinterval.Intervener, one asked) delivery {
	groupBy := []string{}
	if !route.RouteOpts.GroupByAll {
		for label := range route.RouteOpts.GroupBy {
			groupBy = append(groupBy, string(label))
		}
	}
	slices.Sort(groupBy)
	return delivery{
		Receiver:       route.RouteOpts.Receiver,
		GroupBy:        groupBy,
		GroupByAll:     route.RouteOpts.GroupByAll,
		GroupWait:      route.RouteOpts.GroupWait.Milliseconds(),
		GroupInterval:  route.RouteOpts.GroupInterval.Milliseconds(),
		RepeatInterval: route.RouteOpts.RepeatInterval.Milliseconds(),
		Muted:          isMuted(route, intervener, one),
	}
}

// isMuted sends the alert through the two stages that look at time intervals.
func isMuted(route *dispatch.Route, intervener *timeinterval.Intervener, one asked) bool {
	ctx := notify.WithNow(context.Background(), one.At)
	ctx = notify.WithGroupKey(ctx, "group")
	ctx = notify.WithRouteID(ctx, route.ID())
	ctx = notify.WithMuteTimeIntervals(ctx, route.RouteOpts.MuteTimeIntervals)
	ctx = notify.WithActiveTimeIntervals(ctx, route.RouteOpts.ActiveTimeIntervals)
	groups := marker.NewGroupMarker()
	stages := notify.MultiStage{
		notify.NewTimeActiveStage(intervener, groups, metrics),
		notify.NewTimeMuteStage(intervener, groups, metrics),
	}
	_, left, err := stages.Exec(ctx, logger, newAlert(one.Labels))
	if err != nil {
		log.Fatal(err)
	}
	return len(left) == 0
}

func isInhibited(cfg *config.Config, one asked) bool {
	if len(cfg.InhibitRules) == 0 {
		return false
	}
	inhibitor := inhibit.NewInhibitor(&source{firing: one.Firing}, cfg.InhibitRules, logger, eventrecorder.NopRecorder())
	go inhibitor.Run()
	inhibitor.WaitForLoading()
	defer inhibitor.Stop()
	return inhibitor.Mutes(context.Background(), one.Labels)
}

func newAlert(labels model.LabelSet) *alert.Alert {
	now := time.Now()
	return &alert.Alert{Alert: model.Alert{Labels: labels, StartsAt: now, EndsAt: now.Add(time.Hour)}, UpdatedAt: now}
}

// A source holds the alerts that fire. The inhibitor uses nothing of provider.Alerts but SlurpAndSubscribe.
type source struct {
	provider.Alerts
	firing []model.LabelSet
}

func (s *source) SlurpAndSubscribe(string) ([]*alert.Alert, provider.AlertIterator) {
	var alerts []*alert.Alert
	for _, labels := range s.firing {
		alerts = append(alerts, newAlert(labels))
	}
	return alerts, provider.NewAlertIterator(make(chan *provider.Alert), make(chan struct{}), nil)
}

func parseAll(texts []string) []reading {
	var readings []reading
	for _, text := range texts {
		matchers, err := compat.Matchers(text, "oracle")
		if err != nil {
			readings = append(readings, reading{Error: err.Error()})
			continue
		}
		found := []string{}
		for _, matcher := range matchers {
			found = append(found, matcher.String())
		}
		readings = append(readings, reading{Matchers: found})
	}
	return readings
}
