// Program sample-writer writes series of even growth as one block of a Prometheus database, with Prometheus' own writer.
//
//	sample-writer <folder of the database>
//
// It reads one series per line of JSON:
//
//	{"labels":{"__name__":"up","job":"api"},"from":1,"step":0,"start":1767225600000,"every":60000,"count":361}
//
// which is `count` samples, the first of value `from` at `start` (milliseconds since 1970), each further one `step` more
// and `every` milliseconds later. promtool makes the same block of OpenMetrics text, in many times the time.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"

	"github.com/prometheus/common/version"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/storage"
	"github.com/prometheus/prometheus/tsdb"
)

type series struct {
	Labels map[string]string `json:"labels"`
	From   float64           `json:"from"`
	Step   float64           `json:"step"`
	Start  int64             `json:"start"`
	Every  int64             `json:"every"`
	Count  int64             `json:"count"`
}

// Samples wait in memory until they are committed.
const samplesAtOnce = 100_000

func main() {
	var err error
	switch {
	case len(os.Args) == 2 && os.Args[1] == "--version":
		fmt.Printf("sample-writer, version %s\n", version.Version)
	case len(os.Args) == 2:
		err = write(os.Args[1])
	default:
		err = errors.New("usage: sample-writer <folder of the database>")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func write(folder string) error {
	all, err := read(os.Stdin)
	if err != nil || len(all) == 0 {
		return err
	}
	// The head takes nothing that lies more than half its range behind its newest sample.
	writer, err := tsdb.NewBlockWriter(slog.New(slog.DiscardHandler), folder, 2*span(all)+1)
	if err != nil {
		return err
	}
	if err := fill(writer, all); err != nil {
		return errors.Join(err, writer.Close())
	}
	_, err = writer.Flush(context.Background())
	return errors.Join(err, writer.Close())
}

func read(input io.Reader) ([]series, error) {
	var all []series
	decoder := json.NewDecoder(bufio.NewReaderSize(input, 1<<20))
	decoder.DisallowUnknownFields()
	for {
		var one series
		switch err := decoder.Decode(&one); {
		case errors.Is(err, io.EOF):
			return all, nil
		case err != nil:
			return nil, fmt.Errorf("series %d: %w", len(all)+1, err)
		case one.Count < 1 || one.Every < 1:
			return nil, fmt.Errorf("series %d: count and every must be positive", len(all)+1)
		}
		all = append(all, one)
	}
}

// span is the time in milliseconds between the first sample of all and the last.
func span(all []series) int64 {
	first, last := all[0].Start, all[0].Start
	for _, one := range all {
		first = min(first, one.Start)
		last = max(last, one.Start+(one.Count-1)*one.Every)
	}
	return last - first
}

func fill(writer *tsdb.BlockWriter, all []series) error {
	background := context.Background()
	appender := writer.Appender(background)
	waiting := 0
	for _, one := range all {
		set := labels.FromMap(one.Labels)
		var reference storage.SeriesRef
		for index := range one.Count {
			var err error
			if reference, err = appender.Append(reference, set, one.Start+index*one.Every, one.From+float64(index)*one.Step); err != nil {
				return errors.Join(fmt.Errorf("%s: %w", set, err), appender.Rollback())
			}
		}
		if waiting += int(one.Count); waiting >= samplesAtOnce {
			if err := appender.Commit(); err != nil {
				return err
			}
			appender, waiting = writer.Appender(background), 0
		}
	}
	return appender.Commit()
}
