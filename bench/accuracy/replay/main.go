// Replays weeks of scrapes through the storage, the PromQL engine and the rules of Prometheus in minutes, and prints all that the rules recorded.
// It knows nothing of SLOs: what is scraped comes on standard input, the rules are files, the judgement is made by who reads the output.
//
// A rule is evaluated over a stretch of time by one range query at the group's own evaluation times, which the engine defines as the same
// result as one instant query at each of them; then its results are stored and the next rule is evaluated. At some times the rule manager's
// own Eval is asked besides: it must give the same bits, and it says how many samples a rule reads and how long it takes.
package main

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math"
	"os"

	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/value"
	"github.com/prometheus/prometheus/storage"
)

// plan is the first line of standard input.
type plan struct {
	// Milliseconds; no sample is older than Start or newer than End.
	Start, End int64
	// Stretch of time that one range query covers, in milliseconds.
	Chunk int64
	// Labels of each series; rows name them by their place.
	Series []map[string]string
	// Rule files: a path to read, and the name that decides the phase of its groups.
	Rules []struct{ Path, Name string }
	// Evaluations in these spans (from, to in milliseconds) are left out. After a restart nothing is marked stale.
	Pauses []pause
	// How often the rule manager itself is asked in each stretch, from ProbeFrom on.
	Probes    int
	ProbeFrom int64
}

type pause struct {
	From, To int64
	Restart  bool
}

// row is one sample as it stands on standard input after the plan, 20 bytes, little-endian, oldest first.
type row struct {
	series, value uint32
	at            int64 // milliseconds
	delay         uint32
}

// A value that marks a series stale.
const stale = math.MaxUint32

// Milliseconds: a row may be this much older than one before it.
const disorder = 5_000

func main() {
	if err := run(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "replay:", err)
		os.Exit(1)
	}
}

func run(in io.Reader, out io.Writer) (err error) {
	input := bufio.NewReaderSize(in, 1<<20)
	line, err := input.ReadBytes('\n')
	if err != nil {
		return fmt.Errorf("no plan: %w", err)
	}
	var p plan
	if err := json.Unmarshal(line, &p); err != nil {
		return fmt.Errorf("plan: %w", err)
	}
	server, err := open(p.Chunk)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.close()) }()
	groups, err := server.load(p)
	if err != nil {
		return err
	}

	reader := rows{input: input, series: make([]scraped, len(p.Series))}
	for i, series := range p.Series {
		lset := labels.FromMap(series)
		reader.series[i] = scraped{labels: lset, hash: lset.Hash()}
	}
	for from := p.Start; from < p.End; from += p.Chunk {
		to := min(from+p.Chunk, p.End)
		late, err := reader.store(server, to)
		if err != nil {
			return err
		}
		for _, g := range groups {
			if err := g.evaluate(server, from, to, late); err != nil {
				return err
			}
		}
		for _, g := range groups {
			if err := g.probe(server, max(from, p.ProbeFrom), to, p.Probes); err != nil {
				return err
			}
		}
		if err := server.db.Compact(server.ctx); err != nil {
			return err
		}
		fmt.Fprintf(os.Stderr, "at %d\n", to)
	}
	buffered := bufio.NewWriterSize(out, 1<<20)
	if err := print(buffered, groups); err != nil {
		return err
	}
	return buffered.Flush()
}

// rows reads scrapes and stores them.
type rows struct {
	input  *bufio.Reader
	series []scraped
	next   *row
	// Rows that come later than their time says, until that is over.
	late []lateRow
}

type scraped struct {
	labels labels.Labels
	hash   uint64
	ref    storage.SeriesRef
}

// lateRow is a sample that no query sees before `seen`.
type lateRow struct {
	hash     uint64
	at, seen int64
}

func (r *rows) read() (*row, error) {
	if r.next != nil {
		one := r.next
		r.next = nil
		return one, nil
	}
	var bytes [20]byte
	if _, err := io.ReadFull(r.input, bytes[:]); errors.Is(err, io.EOF) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	return &row{
		series: binary.LittleEndian.Uint32(bytes[0:]),
		value:  binary.LittleEndian.Uint32(bytes[4:]),
		at:     int64(math.Float64frombits(binary.LittleEndian.Uint64(bytes[8:]))),
		delay:  binary.LittleEndian.Uint32(bytes[16:]),
	}, nil
}

// store puts all rows before a time into the storage, and returns those of which a query may have to be kept ignorant.
func (r *rows) store(s *server, before int64) ([]lateRow, error) {
	app := s.db.Appender(s.ctx)
	kept := r.late[:0]
	for _, one := range r.late {
		if one.seen > before-2*s.chunk {
			kept = append(kept, one)
		}
	}
	r.late = kept
	for {
		one, err := r.read()
		if err != nil {
			return nil, err
		}
		if one == nil {
			break
		}
		// rows of other targets that are a little older may still follow
		if one.at >= before+disorder {
			r.next = one
			break
		}
		sample := float64(one.value)
		if one.value == stale {
			sample = math.Float64frombits(value.StaleNaN)
		}
		if int(one.series) >= len(r.series) {
			return nil, fmt.Errorf("row of series %d of %d", one.series, len(r.series))
		}
		series := &r.series[one.series]
		if series.ref, err = app.Append(series.ref, series.labels, one.at, sample); err != nil {
			return nil, fmt.Errorf("%s at %d: %w", series.labels, one.at, err)
		}
		if one.delay > 0 {
			r.late = append(r.late, lateRow{hash: series.hash, at: one.at, seen: one.at + int64(one.delay)})
		}
	}
	return r.late, app.Commit()
}

var quiet = slog.New(slog.NewTextHandler(io.Discard, nil))
