package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const (
	height    = 8
	fullWidth = 1 << height
	bundle    = -1 // x/mod's level of the records themselves
)

// folder reads a log published as C2SP tlog-tiles, whose paths leave out x/mod's height and call
// its "data" "entries". It is a tlog.TileReader.
type folder string

func pathOf(tile tlog.Tile) string {
	path := strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/", height), "tile/", 1)
	return strings.Replace(path, "tile/data/", "tile/entries/", 1)
}

func (f folder) read(tile tlog.Tile) ([]byte, error) {
	return os.ReadFile(filepath.Join(string(f), filepath.FromSlash(pathOf(tile))))
}

func (f folder) Height() int                     { return height }
func (f folder) SaveTiles([]tlog.Tile, [][]byte) {}
func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		data, err := f.read(tile)
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

func (f folder) checkpoint(verifier note.Verifier) (checkpoint, error) {
	text, err := os.ReadFile(filepath.Join(string(f), "checkpoint"))
	if err != nil {
		return checkpoint{}, err
	}
	return openCheckpoint(text, verifier)
}

// tilesOf are the tiles that a tree of that size has at a level, as wide as they are.
func tilesOf(level int, size int64) []tlog.Tile {
	var tiles []tlog.Tile
	hashes := size
	if level > 0 {
		hashes = size >> (height * level)
	}
	for n := int64(0); n*fullWidth < hashes; n++ {
		width := hashes - n*fullWidth
		if width > fullWidth {
			width = fullWidth
		}
		tiles = append(tiles, tlog.Tile{H: height, L: level, N: n, W: int(width)})
	}
	return tiles
}

func splitBundle(data []byte) ([][]byte, error) {
	var entries [][]byte
	for len(data) > 0 {
		if len(data) < 2 || len(data)-2 < int(binary.BigEndian.Uint16(data)) {
			return nil, errors.New("a bundle that is cut")
		}
		end := 2 + int(binary.BigEndian.Uint16(data))
		entries = append(entries, data[2:end])
		data = data[end:]
	}
	return entries, nil
}

// memory holds the hashes of a whole tree in x/mod's order. It is a tlog.HashReader.
type memory struct{ hashes []tlog.Hash }

func (m *memory) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	var found []tlog.Hash
	for _, index := range indexes {
		if index >= int64(len(m.hashes)) {
			return nil, errors.New("no such hash")
		}
		found = append(found, m.hashes[index])
	}
	return found, nil
}

func (m *memory) add(index int64, entry []byte) error {
	hashes, err := tlog.StoredHashes(index, entry, m)
	m.hashes = append(m.hashes, hashes...)
	return err
}

// rebuild hashes every entry of the bundles anew.
func (f folder) rebuild(size int64) (*memory, error) {
	tree := new(memory)
	index := int64(0)
	for _, tile := range tilesOf(bundle, size) {
		data, err := f.read(tile)
		if err != nil {
			return nil, err
		}
		entries, err := splitBundle(data)
		if err != nil {
			return nil, err
		}
		if len(entries) != tile.W {
			return nil, fmt.Errorf("%s holds %d entries", pathOf(tile), len(entries))
		}
		for _, entry := range entries {
			if err := tree.add(index, entry); err != nil {
				return nil, err
			}
			index++
		}
	}
	return tree, nil
}

// compare holds every tile that x/mod would publish against the one in the folder.
func (f folder) compare(tree *memory, size int64) (map[string]bool, error) {
	expected := map[string]bool{"checkpoint": true}
	for _, tile := range tilesOf(bundle, size) {
		expected[pathOf(tile)] = true
	}
	for level := 0; size>>(height*level) > 0; level++ {
		for _, tile := range tilesOf(level, size) {
			made, err := tlog.ReadTileData(tile, tree)
			if err != nil {
				return nil, err
			}
			found, err := f.read(tile)
			if err != nil {
				return nil, err
			}
			if !bytes.Equal(made, found) {
				return nil, fmt.Errorf("%s is another one", pathOf(tile))
			}
			expected[pathOf(tile)] = true
		}
	}
	return expected, nil
}

func (f folder) others(expected map[string]bool) error {
	return filepath.Walk(string(f), func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		name, err := filepath.Rel(string(f), path)
		if err == nil && !expected[filepath.ToSlash(name)] {
			err = fmt.Errorf("%s is no tile of this tree", name)
		}
		return err
	})
}

// checkTiles VKEY FOLDER: the root through the published tiles, then everything from the entries.
func checkTiles(arguments []string) error {
	if err := need(arguments, 2); err != nil {
		return err
	}
	verifier, err := note.NewVerifier(arguments[0])
	if err != nil {
		return err
	}
	published := folder(arguments[1])
	opened, err := published.checkpoint(verifier)
	if err != nil {
		return err
	}
	size := opened.tree.N
	through, err := tlog.TreeHash(size, tlog.TileHashReader(opened.tree, published))
	if err != nil {
		return err
	}
	tree, err := published.rebuild(size)
	if err != nil {
		return err
	}
	anew, err := tlog.TreeHash(size, tree)
	if err != nil {
		return err
	}
	if through != opened.tree.Hash || anew != opened.tree.Hash {
		return fmt.Errorf("signed %v, tiles %v, entries %v", opened.tree.Hash, through, anew)
	}
	expected, err := published.compare(tree, size)
	if err != nil {
		return err
	}
	if err := published.others(expected); err != nil {
		return err
	}
	say(map[string]any{"size": size, "root": fmt.Sprintf("%x", anew[:]), "files": len(expected)})
	return nil
}

// checkConsistency VKEY FOLDER NOTE…: every pair of the notes, proved from the published tiles.
func checkConsistency(arguments []string) error {
	if err := need(arguments, 3); err != nil {
		return err
	}
	verifier, err := note.NewVerifier(arguments[0])
	if err != nil {
		return err
	}
	published := folder(arguments[1])
	newest, err := published.checkpoint(verifier)
	if err != nil {
		return err
	}
	reader := tlog.TileHashReader(newest.tree, published)
	var before []tlog.Tree
	pairs := 0
	for _, file := range arguments[2:] {
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		opened, err := openCheckpoint(text, verifier)
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		tree := opened.tree
		for _, older := range append(before, tree) {
			proof, err := tlog.ProveTree(tree.N, older.N, reader)
			if err != nil {
				return err
			}
			if err := tlog.CheckTree(proof, tree.N, tree.Hash, older.N, older.Hash); err != nil {
				return fmt.Errorf("from %d to %d: %w", older.N, tree.N, err)
			}
			pairs++
		}
		before = append(before, tree)
	}
	say(map[string]any{"checkpoints": len(before), "pairs": pairs})
	return nil
}
