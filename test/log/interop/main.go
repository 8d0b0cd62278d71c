// Reads a log of ours with the Go project's own packages: golang.org/x/mod/sumdb/note opens the checkpoint,
// golang.org/x/mod/sumdb/tlog reads the tiles (height 8), proves every record (of a log of more than 5,000 every nth,
// some 5,000 in all) and every older checkpoint's tree.
//
//	interop DIR VKEY [OLDER-CHECKPOINT...]
package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

// tiles fetches tile/8/<L>/<N> as tile/<L>/<N> and tile/8/data/<N> as tile/entries/<N>.
type tiles struct{ dir string }

func (tiles) Height() int { return height }

func (t tiles) ReadTiles(want []tlog.Tile) ([][]byte, error) {
	var found [][]byte
	for _, tile := range want {
		path := strings.TrimPrefix(tile.Path(), "tile/8/")
		path = strings.Replace(path, "data/", "entries/", 1)
		data, err := os.ReadFile(filepath.Join(t.dir, "tile", filepath.FromSlash(path)))
		if errors.Is(err, fs.ErrNotExist) && tile.W != 1<<height {
			full := tile
			full.W = 1 << height
			wide, err := t.ReadTiles([]tlog.Tile{full})
			if err != nil {
				return nil, err
			}
			data = wide[0]
			if tile.L >= 0 {
				data = data[:tile.W*tlog.HashSize]
			}
		} else if err != nil {
			return nil, err
		}
		found = append(found, data)
	}
	return found, nil
}

func (tiles) SaveTiles([]tlog.Tile, [][]byte) {}

type checkpoint struct {
	origin string
	size   int64
	root   tlog.Hash
}

func open(path string, verifiers note.Verifiers) (checkpoint, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return checkpoint{}, err
	}
	opened, err := note.Open(text, verifiers)
	if err != nil {
		return checkpoint{}, fmt.Errorf("%s: %w", path, err)
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[3] != "" {
		return checkpoint{}, fmt.Errorf("%s has %d lines", path, len(lines))
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return checkpoint{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	return checkpoint{lines[0], size, root}, err
}

func entries(t tiles, size int64, visit func(index int64, entry []byte) error) error {
	for n := int64(0); n*256 < size; n++ {
		width := min(size-n*256, 256)
		found, err := t.ReadTiles([]tlog.Tile{{H: height, L: -1, N: n, W: int(width)}})
		if err != nil {
			return err
		}
		bundle := found[0]
		for i := int64(0); i < width; i++ {
			if len(bundle) < 2 || len(bundle) < 2+int(binary.BigEndian.Uint16(bundle)) {
				return fmt.Errorf("bundle %d ends early", n)
			}
			length := int(binary.BigEndian.Uint16(bundle))
			if err := visit(n*256+i, bundle[2:2+length]); err != nil {
				return err
			}
			bundle = bundle[2+length:]
		}
	}
	return nil
}

func run(dir, vkey string, older []string) error {
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return err
	}
	verifiers := note.VerifierList(verifier)
	head, err := open(filepath.Join(dir, "checkpoint"), verifiers)
	if err != nil {
		return err
	}
	if head.origin != verifier.Name() {
		return fmt.Errorf("the log is named %s, its key %s", head.origin, verifier.Name())
	}
	source := tiles{dir}
	tree := tlog.Tree{N: head.size, Hash: head.root}
	hashes := tlog.TileHashReader(tree, source)
	records := 0
	step := 1 + head.size/5000
	err = entries(source, head.size, func(index int64, entry []byte) error {
		if index%step != 0 && index != head.size-1 {
			return nil
		}
		proof, err := tlog.ProveRecord(head.size, index, hashes)
		if err != nil {
			return err
		}
		records++
		return tlog.CheckRecord(proof, head.size, head.root, index, tlog.RecordHash(entry))
	})
	if err != nil {
		return err
	}
	for _, path := range older {
		old, err := open(path, verifiers)
		if err != nil {
			return err
		}
		proof, err := tlog.ProveTree(head.size, old.size, hashes)
		if err != nil {
			return err
		}
		if err := tlog.CheckTree(proof, head.size, head.root, old.size, old.root); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	fmt.Printf("%s: %d records and %d older trees verified\n", head.origin, records, len(older))
	return nil
}

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: interop DIR VKEY [OLDER-CHECKPOINT...]")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2], os.Args[3:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
