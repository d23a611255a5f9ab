package main

import (
	"context"
	"errors"
	"os"
	"time"

	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/prometheus/prometheus/storage"
	"github.com/prometheus/prometheus/tsdb"
	"github.com/prometheus/prometheus/tsdb/chunkenc"
	"github.com/prometheus/prometheus/tsdb/chunks"
)

// server is what a Prometheus is made of, with the settings that it starts with.
type server struct {
	ctx    context.Context
	db     *tsdb.DB
	engine *promql.Engine
	parser parser.Parser
	folder string
	chunk  int64
}

func open(chunk int64) (*server, error) {
	folder, err := os.MkdirTemp("", "tocsin-replay-")
	if err != nil {
		return nil, err
	}
	options := tsdb.DefaultOptions()
	options.WALSegmentSize = -1
	options.RetentionDuration = 0
	// The head takes samples that are half a block late: what the rules make of a stretch is stored after the scrapes of that stretch.
	options.MinBlockDuration = 3 * chunk
	options.MaxBlockDuration = 3 * chunk
	db, err := tsdb.Open(folder, quiet, nil, options, nil)
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(folder))
	}
	db.DisableCompactions()
	parse := parser.NewParser(parser.Options{})
	engine := promql.NewEngine(promql.EngineOpts{
		Logger:                   quiet,
		MaxSamples:               1 << 30,
		Timeout:                  time.Hour,
		LookbackDelta:            5 * time.Minute,
		NoStepSubqueryIntervalFn: func(int64) int64 { return time.Minute.Milliseconds() },
		EnableAtModifier:         true,
		EnableNegativeOffset:     true,
		Parser:                   parse,
	})
	return &server{ctx: context.Background(), db: db, engine: engine, parser: parse, folder: folder, chunk: chunk}, nil
}

func (s *server) close() error {
	return errors.Join(s.db.Close(), os.RemoveAll(s.folder))
}

// ignorant is a storage without some samples: those that were on their way at the time of a query.
type ignorant struct {
	storage.Queryable
	without map[uint64][]int64
}

func (q ignorant) Querier(mint, maxt int64) (storage.Querier, error) {
	querier, err := q.Queryable.Querier(mint, maxt)
	return ignorantQuerier{querier, q.without}, err
}

type ignorantQuerier struct {
	storage.Querier
	without map[uint64][]int64
}

func (q ignorantQuerier) Select(ctx context.Context, sorted bool, hints *storage.SelectHints, matchers ...*labels.Matcher) storage.SeriesSet {
	return ignorantSet{q.Querier.Select(ctx, sorted, hints, matchers...), q.without}
}

type ignorantSet struct {
	storage.SeriesSet
	without map[uint64][]int64
}

func (s ignorantSet) At() storage.Series {
	series := s.SeriesSet.At()
	hidden := s.without[series.Labels().Hash()]
	if len(hidden) == 0 {
		return series
	}
	var kept []chunks.Sample
	for it := series.Iterator(nil); it.Next() == chunkenc.ValFloat; {
		if t, v := it.At(); !contains(hidden, t) {
			kept = append(kept, sample{t, v})
		}
	}
	return storage.NewListSeries(series.Labels(), kept)
}

func contains(times []int64, t int64) bool {
	for _, one := range times {
		if one == t {
			return true
		}
	}
	return false
}
