package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net/url"
	"os"
	"syscall"
	"time"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/histogram"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/rulefmt"
	"github.com/prometheus/prometheus/model/value"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/prometheus/prometheus/rules"
	"github.com/prometheus/prometheus/tsdb/chunkenc"
	"github.com/prometheus/prometheus/tsdb/chunks"
)

type sample struct {
	t int64
	v float64
}

func (s sample) T() int64                      { return s.t }
func (s sample) ST() int64                     { return 0 }
func (s sample) F() float64                    { return s.v }
func (s sample) H() *histogram.Histogram       { return nil }
func (s sample) FH() *histogram.FloatHistogram { return nil }
func (s sample) Type() chunkenc.ValueType      { return chunkenc.ValFloat }
func (s sample) Copy() chunks.Sample           { return s }

// group is a rule group that is evaluated at its own times: every interval, at the phase that Prometheus gives to its name and file.
type group struct {
	name     string
	interval int64
	// The first evaluation, in milliseconds.
	first  int64
	pauses []pause
	rules  []*rule
	// Evaluations at which a scrape was still on its way: a query that is asked afterwards sees more than they did.
	blind map[int]bool
	// How often it was probed, and the seconds of the processor that all of it took.
	probed  int
	seconds float64
}

type rule struct {
	rules.Rule
	hold time.Duration
	// Reads series that no rule records: then it matters which scrapes are still on their way.
	raw    bool
	series map[uint64]*recorded
	// Samples that the probes read, and those that the annotations of those that fired read besides.
	samples, annotations int64
	fired                int
	// Probes at which the rule manager's result was another.
	differ int
}

// recorded is a series that a rule made: a value for each evaluation of its group, in order; NaN with the bits of a stale marker where there is none.
type recorded struct {
	lset    labels.Labels
	values  []float64
	present bool
	// Of an alert: since when it is active, in milliseconds.
	since int64
}

// What the rule manager records of alerts; other rules may read it.
const alertsSeries = "ALERTS"

var absent = math.Float64frombits(value.StaleNaN)

func (s *server) load(p plan) ([]*group, error) {
	var groups []*group
	made := map[string]bool{alertsSeries: true}
	for _, file := range p.Rules {
		text, err := os.ReadFile(file.Path)
		if err != nil {
			return nil, err
		}
		parsed, errs := rulefmt.Parse(text, false, model.UTF8Validation, s.parser, quiet)
		if len(errs) > 0 {
			return nil, fmt.Errorf("%s: %w", file.Path, errors.Join(errs...))
		}
		for _, one := range parsed.Groups {
			g := &group{name: one.Name, interval: time.Duration(one.Interval).Milliseconds(), pauses: p.Pauses, blind: map[int]bool{}}
			var all []rules.Rule
			for _, r := range one.Rules {
				expr, err := s.parser.ParseExpr(r.Expr)
				if err != nil {
					return nil, fmt.Errorf("%s: %w", file.Path, err)
				}
				made[r.Record] = true
				lset := labels.FromMap(r.Labels)
				next := &rule{hold: time.Duration(r.For), series: map[uint64]*recorded{}}
				if r.Record != "" {
					next.Rule = rules.NewRecordingRule(r.Record, expr, lset)
				} else {
					hold, keep := time.Duration(r.For), time.Duration(r.KeepFiringFor)
					next.Rule = rules.NewAlertingRule(r.Alert, expr, hold, keep, lset, labels.FromMap(r.Annotations), labels.EmptyLabels(), "", true, quiet)
				}
				g.rules = append(g.rules, next)
				all = append(all, next.Rule)
			}
			real := rules.NewGroup(rules.GroupOptions{
				Name: one.Name, File: file.Name, Interval: time.Duration(one.Interval), Rules: all,
				Opts: &rules.ManagerOptions{Context: s.ctx, Logger: quiet},
			})
			g.first = real.EvalTimestamp((p.Start + g.interval) * 1e6).UnixMilli()
			groups = append(groups, g)
		}
	}
	for _, g := range groups {
		for _, r := range g.rules {
			parser.Inspect(r.Query(), func(node parser.Node, _ []parser.Node) error {
				if selector, ok := node.(*parser.VectorSelector); ok && !made[selector.Name] {
					r.raw = true
				}
				return nil
			})
		}
	}
	return groups, nil
}

// at is the place of the first evaluation that is not before a time.
func (g *group) at(t int64) int {
	if t <= g.first {
		return 0
	}
	return int((t - g.first + g.interval - 1) / g.interval)
}

func (g *group) time(i int) int64 { return g.first + int64(i)*g.interval }

// paused tells whether no evaluation happens at a time, and whether the server was restarted since the evaluation before.
func (g *group) paused(t int64) (paused, restarted bool) {
	for _, p := range g.pauses {
		if p.From <= t && t < p.To {
			paused = true
		}
		if p.Restart && p.To <= t && t < p.To+g.interval {
			restarted = true
		}
	}
	return paused, restarted
}

// evaluate runs the rules of a group at its times in [from, to), one rule after another, and stores what they record.
func (g *group) evaluate(s *server, from, to int64, late []lateRow) error {
	start, end := g.at(from), g.at(to)
	if start == end {
		return nil
	}
	hidden := map[int]map[uint64][]int64{}
	for _, one := range late {
		for i := max(g.at(one.at), start); i < end && g.time(i) < one.seen; i++ {
			if hidden[i] == nil {
				hidden[i] = map[uint64][]int64{}
				g.blind[i] = true
			}
			hidden[i][one.hash] = append(hidden[i][one.hash], one.at)
		}
	}
	for _, r := range g.rules {
		if err := g.evaluateRule(s, r, start, end, hidden); err != nil {
			return fmt.Errorf("%s, %s: %w", g.name, r.Name(), err)
		}
	}
	return nil
}

func (g *group) evaluateRule(s *server, r *rule, start, end int, hidden map[int]map[uint64][]int64) error {
	query, err := s.engine.NewRangeQuery(s.ctx, s.db, nil, r.Query().String(), ms(g.time(start)), ms(g.time(end-1)), time.Duration(g.interval)*time.Millisecond)
	if err != nil {
		return err
	}
	defer query.Close()
	matrix, err := query.Exec(s.ctx).Matrix()
	if err != nil {
		return err
	}
	for _, series := range matrix {
		made := r.at(series.Metric, end)
		for _, point := range series.Floats {
			made.values[g.at(point.T)] = point.F
		}
	}
	if r.raw {
		for i, without := range hidden {
			vector, err := rules.EngineQueryFunc(s.engine, ignorant{s.db, without})(s.ctx, r.Query().String(), ms(g.time(i)))
			if err != nil {
				return err
			}
			for _, series := range r.series {
				series.extend(end)
				series.values[i] = absent
			}
			for _, one := range vector {
				r.at(one.Metric, end).values[i] = one.F
			}
		}
	}
	_, recording := r.Rule.(*rules.RecordingRule)
	app := s.db.Appender(s.ctx)
	for _, series := range r.series {
		series.extend(end)
		for i := start; i < end; i++ {
			paused, restarted := g.paused(g.time(i))
			if paused {
				series.values[i] = absent
				continue
			}
			if restarted {
				series.present = false
			}
			value := series.values[i]
			lset := series.lset
			if !recording {
				lset, value = r.firing(series, g.time(i), value)
			}
			present := !isAbsent(value)
			if present || series.present {
				if _, err := app.Append(0, lset, g.time(i), value); err != nil {
					return err
				}
			}
			series.present = present
		}
	}
	return app.Commit()
}

// firing is the series that an alert has while it fires, and its value: 1, or none. One that is pending has another series, which nothing reads here.
func (r *rule) firing(series *recorded, t int64, value float64) (labels.Labels, float64) {
	lset := labels.NewBuilder(series.lset).
		Set(labels.MetricName, alertsSeries).Set(labels.AlertName, r.Name()).Set("alertstate", "firing").Labels()
	if isAbsent(value) {
		series.since = 0
		return lset, absent
	}
	if series.since == 0 {
		series.since = t
	}
	if t-series.since < r.hold.Milliseconds() {
		return lset, absent
	}
	return lset, 1
}

func isAbsent(v float64) bool { return value.IsStaleNaN(v) }

// at is the series that a row of the rule's expression makes, as long as the evaluations so far.
func (r *rule) at(metric labels.Labels, length int) *recorded {
	builder := labels.NewBuilder(metric)
	if _, recording := r.Rule.(*rules.RecordingRule); recording {
		builder.Set(labels.MetricName, r.Name())
	} else {
		builder.Del(labels.MetricName)
	}
	r.Labels().Range(func(l labels.Label) { builder.Set(l.Name, l.Value) })
	lset := builder.Labels()
	hash := lset.Hash()
	if r.series[hash] == nil {
		r.series[hash] = &recorded{lset: lset}
	}
	r.series[hash].extend(length)
	return r.series[hash]
}

func (s *recorded) extend(length int) {
	for len(s.values) < length {
		s.values = append(s.values, absent)
	}
}

// probe asks the rule manager's own Eval at some times in [from, to), and compares.
func (g *group) probe(s *server, from, to int64, probes int) error {
	start, end := g.at(from), g.at(to)
	for k := range probes {
		i := start + k*(end-start)/probes
		for g.blind[i] && i < end {
			i++
		}
		if paused, _ := g.paused(g.time(i)); paused || i >= end {
			continue
		}
		g.probed++
		for _, r := range g.rules {
			if err := r.probe(s, g, i); err != nil {
				return fmt.Errorf("%s, %s: %w", g.name, r.Name(), err)
			}
		}
	}
	return nil
}

func (r *rule) probe(s *server, g *group, i int) error {
	var own, others int64
	ask := func(ctx context.Context, text string, t time.Time) (promql.Vector, error) {
		query, err := s.engine.NewInstantQuery(ctx, s.db, nil, text, t)
		if err != nil {
			return nil, err
		}
		defer query.Close()
		result := query.Exec(ctx)
		if result.Err != nil {
			return nil, result.Err
		}
		read := query.Stats().Samples.TotalSamples
		if text == r.Query().String() {
			own += read
		} else {
			others += read
		}
		if scalar, ok := result.Value.(promql.Scalar); ok {
			return promql.Vector{promql.Sample{T: scalar.T, F: scalar.V}}, nil
		}
		return result.Vector()
	}
	before := processorSeconds()
	vector, err := r.Eval(s.ctx, 0, ms(g.time(i)), ask, &url.URL{}, 0)
	if err != nil {
		return err
	}
	g.seconds += processorSeconds() - before
	r.samples += own
	if others > 0 {
		r.annotations += others
		r.fired++
	}
	if _, recording := r.Rule.(*rules.RecordingRule); !recording {
		return nil
	}
	there := 0
	for _, series := range r.series {
		if !value.IsStaleNaN(series.values[i]) {
			there++
		}
	}
	same := there == len(vector)
	for _, one := range vector {
		series := r.series[one.Metric.Hash()]
		same = same && series != nil && math.Float64bits(series.values[i]) == math.Float64bits(one.F)
	}
	if !same {
		r.differ++
	}
	return nil
}

func processorSeconds() float64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0
	}
	return float64(usage.Utime.Nano()+usage.Stime.Nano()) / 1e9
}

func ms(t int64) time.Time { return time.UnixMilli(t).UTC() }
