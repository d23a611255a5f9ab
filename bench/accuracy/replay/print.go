package main

import (
	"bufio"
	"encoding/json"
	"math"
	"strconv"

	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/value"
	"github.com/prometheus/prometheus/rules"
)

// What is known of a rule; its values follow on a line for each series.
type printedRule struct {
	Group    string  `json:"group"`
	Interval int64   `json:"interval"`
	First    int64   `json:"first"`
	Seconds  float64 `json:"seconds"`

	Record string            `json:"record,omitempty"`
	Alert  string            `json:"alert,omitempty"`
	Labels map[string]string `json:"labels"`
	Hold   int64             `json:"hold"`

	Samples     float64 `json:"samples"`
	Annotations float64 `json:"annotations"`
	Probed      int     `json:"probed"`
	Differ      int     `json:"differ"`
	Series      int     `json:"series"`
}

// print writes a line of JSON for each rule, and after it one for each of its series: labels, and the values, null where there is none.
func print(out *bufio.Writer, groups []*group) error {
	encode := json.NewEncoder(out)
	for _, g := range groups {
		for _, r := range g.rules {
			about := printedRule{
				Group: g.name, Interval: g.interval, First: g.first, Seconds: g.seconds / float64(max(g.probed, 1)),
				Labels: r.Labels().Map(), Hold: r.hold.Milliseconds(),
				Samples:     float64(r.samples) / float64(max(g.probed, 1)),
				Annotations: float64(r.annotations) / float64(max(r.fired, 1)),
				Probed:      g.probed, Differ: r.differ, Series: len(r.series),
			}
			if _, recording := r.Rule.(*rules.RecordingRule); recording {
				about.Record = r.Name()
			} else {
				about.Alert = r.Name()
			}
			if err := encode.Encode(about); err != nil {
				return err
			}
			for _, series := range r.series {
				if err := printSeries(out, series.lset, series.values); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func printSeries(out *bufio.Writer, lset labels.Labels, values []float64) error {
	text, err := json.Marshal(lset.Map())
	if err != nil {
		return err
	}
	bytes := append([]byte(`{"labels":`), text...)
	bytes = append(bytes, `,"values":[`...)
	for i, v := range values {
		if i > 0 {
			bytes = append(bytes, ',')
		}
		switch {
		case value.IsStaleNaN(v):
			bytes = append(bytes, "null"...)
		case math.IsNaN(v):
			bytes = append(bytes, `"NaN"`...)
		case math.IsInf(v, 0):
			bytes = append(bytes, `"Inf"`...)
		default:
			bytes = strconv.AppendFloat(bytes, v, 'g', -1, 64)
		}
	}
	_, err = out.Write(append(bytes, "]}\n"...))
	return err
}
