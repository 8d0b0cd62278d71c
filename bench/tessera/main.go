// Appends entries to a Tessera POSIX log as fast as its writers are answered, and prints one JSON document.
// The peer of bench/log-append.js: same entry size, batch, interval and number of writers.
package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"flag"
	"os"
	"runtime/debug"
	"sort"
	"sync"
	"time"

	"github.com/transparency-dev/tessera"
	"github.com/transparency-dev/tessera/storage/posix"
	"golang.org/x/mod/sumdb/note"
)

func check(err error) {
	if err != nil {
		os.Stderr.WriteString(err.Error() + "\n")
		os.Exit(1)
	}
}

func main() {
	dir := flag.String("dir", "", "folder of the log, empty")
	writers := flag.Int("writers", 64, "writers at once, each waiting for its answer")
	seconds := flag.Float64("seconds", 10, "how long they write")
	bytes := flag.Int("bytes", 70, "size of an entry")
	batch := flag.Uint("batch", 256, "entries of a batch")
	batchMs := flag.Int("batch-ms", 250, "age of a batch, milliseconds")
	publishMs := flag.Int("publish-ms", 2000, "time between checkpoints, milliseconds")
	wait := flag.Bool("wait", false, "wait for publication, not for integration alone")
	flag.Parse()

	ctx := context.Background()
	skey, _, err := note.GenerateKey(rand.Reader, "bench.example/tessera")
	check(err)
	signer, err := note.NewSigner(skey)
	check(err)
	driver, err := posix.New(ctx, posix.Config{Path: *dir})
	check(err)
	appender, shutdown, reader, err := tessera.NewAppender(ctx, driver, tessera.NewAppendOptions().
		WithCheckpointSigner(signer).
		WithCheckpointInterval(time.Duration(*publishMs)*time.Millisecond).
		WithBatching(*batch, time.Duration(*batchMs)*time.Millisecond).
		WithPushback(1<<20))
	check(err)
	awaiter := tessera.NewPublicationAwaiter(ctx, reader.ReadCheckpoint, 10*time.Millisecond)

	var lock sync.Mutex
	var times []float64
	var group sync.WaitGroup
	begin := time.Now()
	until := begin.Add(time.Duration(*seconds * float64(time.Second)))
	for w := 0; w < *writers; w++ {
		group.Add(1)
		go func() {
			defer group.Done()
			var own []float64
			for time.Now().Before(until) {
				entry := make([]byte, *bytes)
				_, err := rand.Read(entry)
				check(err)
				since := time.Now()
				future := appender.Add(ctx, tessera.NewEntry(entry))
				if *wait {
					_, _, err = awaiter.Await(ctx, future)
				} else {
					_, err = future()
				}
				check(err)
				own = append(own, float64(time.Since(since).Microseconds())/1000)
			}
			lock.Lock()
			times = append(times, own...)
			lock.Unlock()
		}()
	}
	group.Wait()
	took := time.Since(begin).Seconds()
	check(shutdown(ctx))
	sort.Float64s(times)
	at := func(p float64) float64 { return times[min(len(times)-1, int(p*float64(len(times))))] }
	version := ""
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, dep := range info.Deps {
			if dep.Path == "github.com/transparency-dev/tessera" {
				version = dep.Version
			}
		}
	}
	check(json.NewEncoder(os.Stdout).Encode(map[string]any{
		"peer": "tessera posix " + version, "entries": len(times), "seconds": took, "perSecond": float64(len(times)) / took,
		"p50Ms": at(0.5), "p99Ms": at(0.99), "maxMs": times[len(times)-1],
	}))
}
