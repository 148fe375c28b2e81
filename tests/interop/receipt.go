package main

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// receipt is a C2SP tlog-proof.
type receipt struct {
	extra  []byte
	index  int64
	hashes tlog.RecordProof
	note   string
}

func parseReceipt(text string) (receipt, error) {
	var read receipt
	head, note, found := strings.Cut(text, "\n\n")
	lines := strings.Split(head, "\n")
	if !found || lines[0] != "c2sp.org/tlog-proof@v1" {
		return read, errors.New("malformed proof")
	}
	read.note = note
	lines = lines[1:]
	var err error
	if len(lines) > 0 && strings.HasPrefix(lines[0], "extra ") {
		read.extra, err = base64.StdEncoding.DecodeString(strings.TrimPrefix(lines[0], "extra "))
		if err != nil {
			return read, err
		}
		lines = lines[1:]
	}
	if len(lines) == 0 || !strings.HasPrefix(lines[0], "index ") {
		return read, errors.New("no index")
	}
	read.index, err = strconv.ParseInt(strings.TrimPrefix(lines[0], "index "), 10, 64)
	if err != nil {
		return read, err
	}
	for _, line := range lines[1:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return read, err
		}
		read.hashes = append(read.hashes, hash)
	}
	return read, nil
}

// headerOf is the log's entry in a stored record: docs/formats/storage.md.
func headerOf(record []byte) ([]byte, error) {
	const prefix = 8
	if len(record) < prefix {
		return nil, errors.New("a record without sizes")
	}
	size := int(binary.LittleEndian.Uint32(record))
	if size > len(record)-prefix {
		return nil, errors.New("a record that is cut")
	}
	return record[prefix : prefix+size], nil
}

// checkReceipts VKEY FILE…
func checkReceipts(arguments []string) error {
	if err := need(arguments, 2); err != nil {
		return err
	}
	verifier, err := note.NewVerifier(arguments[0])
	if err != nil {
		return err
	}
	for _, file := range arguments[1:] {
		if err := checkReceipt(verifier, file); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	return nil
}

func checkReceipt(verifier note.Verifier, file string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	read, err := parseReceipt(string(text))
	if err != nil {
		return err
	}
	opened, err := openCheckpoint([]byte(read.note), verifier)
	if err != nil {
		return err
	}
	header, err := headerOf(read.extra)
	if err != nil {
		return err
	}
	leaf := tlog.RecordHash(header)
	if err := tlog.CheckRecord(read.hashes, opened.tree.N, opened.tree.Hash, read.index,
		leaf); err != nil {
		return err
	}
	other := tlog.RecordHash(append([]byte{0}, header...))
	if tlog.CheckRecord(read.hashes, opened.tree.N, opened.tree.Hash, read.index, other) == nil {
		return errors.New("the proof holds for another entry as well")
	}
	say(map[string]any{"index": read.index, "size": opened.tree.N,
		"leafHash": fmt.Sprintf("%x", leaf[:]), "hashes": len(read.hashes)})
	return nil
}
