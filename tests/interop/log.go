package main

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// anotherLog is a log made with x/mod alone, in memory.
type anotherLog struct {
	signer  note.Signer
	tree    memory
	entries [][]byte
}

func openLog(keyFile string) (*anotherLog, error) {
	key, err := os.ReadFile(keyFile)
	if err != nil {
		return nil, err
	}
	signer, err := note.NewSigner(strings.TrimSpace(string(key)))
	return &anotherLog{signer: signer}, err
}

func (l *anotherLog) grow(size int, word string) error {
	for len(l.entries) < size {
		entry := []byte(fmt.Sprintf("%s %d", word, len(l.entries)))
		if err := l.tree.add(int64(len(l.entries)), entry); err != nil {
			return err
		}
		l.entries = append(l.entries, entry)
	}
	return nil
}

func (l *anotherLog) note(size int) ([]byte, error) {
	root, err := tlog.TreeHash(int64(size), &l.tree)
	if err != nil {
		return nil, err
	}
	signed := checkpoint{origin: l.signer.Name(), tree: tlog.Tree{N: int64(size), Hash: root}}
	return note.Sign(&note.Note{Text: signed.text()}, l.signer)
}

// request is the body of add-checkpoint (C2SP tlog-witness).
func (l *anotherLog) request(older, size int) ([]byte, error) {
	var body bytes.Buffer
	fmt.Fprintf(&body, "old %d\n", older)
	if older > 0 && older <= size {
		proof, err := tlog.ProveTree(int64(size), int64(older), &l.tree)
		if err != nil {
			return nil, err
		}
		for _, hash := range proof {
			fmt.Fprintf(&body, "%s\n", hash)
		}
	}
	signed, err := l.note(size)
	body.WriteByte('\n')
	body.Write(signed)
	return body.Bytes(), err
}

type answer struct {
	status int
	kind   string
	body   string
}

func (l *anotherLog) ask(url string, older, size int) (answer, error) {
	body, err := l.request(older, size)
	if err != nil {
		return answer{}, err
	}
	response, err := http.Post(url+"/add-checkpoint", "", bytes.NewReader(body))
	if err != nil {
		return answer{}, err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	return answer{response.StatusCode, response.Header.Get("Content-Type"), string(text)}, err
}

func (l *anotherLog) verify(witness *cosigner, key string, size int, said answer) error {
	if said.status != http.StatusOK {
		return fmt.Errorf("size %d: status %d: %s", size, said.status, said.body)
	}
	signed, err := l.note(size)
	if err != nil {
		return err
	}
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return err
	}
	if _, err := openCheckpoint(append(signed, said.body...), verifier, witness); err != nil {
		return fmt.Errorf("size %d: %w", size, err)
	}
	fields := strings.Fields(said.body)
	line, err := base64.StdEncoding.DecodeString(fields[len(fields)-1])
	if err != nil {
		return err
	}
	say(map[string]any{"size": size, "status": said.status,
		"time": binary.BigEndian.Uint64(line[4:])})
	return nil
}

// makeKey NAME FILE: the private key goes to the file, the verifier key is printed.
func makeKey(arguments []string) error {
	if err := need(arguments, 2); err != nil {
		return err
	}
	secret, public, err := note.GenerateKey(rand.Reader, arguments[0])
	if err != nil {
		return err
	}
	say(map[string]any{"key": public})
	return os.WriteFile(arguments[1], []byte(secret+"\n"), 0o600)
}

// askWitness KEYFILE VKEY WITNESS-KEY URL: grows and is cosigned, then misbehaves in every way.
func askWitness(arguments []string) error {
	if err := need(arguments, 4); err != nil {
		return err
	}
	key, url := arguments[1], arguments[3]
	honest, err := openLog(arguments[0])
	if err != nil {
		return err
	}
	witness, err := parseCosigner(arguments[2])
	if err != nil {
		return err
	}
	older := 0
	for _, size := range []int{1, 2, 3, 7, 8, 255, 256, 257, 1000} {
		if err := honest.grow(size, "entry"); err != nil {
			return err
		}
		said, err := honest.ask(url, older, size)
		if err != nil {
			return err
		}
		if err := honest.verify(witness, key, size, said); err != nil {
			return err
		}
		older = size
	}
	return misbehave(arguments[0], url, honest)
}

func misbehave(keyFile, url string, honest *anotherLog) error {
	forked, err := openLog(keyFile)
	if err != nil {
		return err
	}
	if err := honest.grow(1200, "entry"); err != nil {
		return err
	}
	if err := forked.grow(1200, "other"); err != nil {
		return err
	}
	for _, each := range []struct {
		what        string
		log         *anotherLog
		older, size int
		status      int
		body        string
	}{
		{"another old size", honest, 257, 1200, http.StatusConflict, "1000\n"},
		{"a smaller tree", honest, 256, 257, http.StatusConflict, "1000\n"},
		{"another tree of the size", forked, 1000, 1000, http.StatusConflict, "1000\n"},
		{"another tree that grew", forked, 1000, 1200, http.StatusUnprocessableEntity, ""},
		{"an old size past the new", honest, 1300, 1200, http.StatusBadRequest, ""},
	} {
		said, err := each.log.ask(url, each.older, each.size)
		if err != nil {
			return err
		}
		conflict := each.status == http.StatusConflict
		if said.status != each.status || conflict &&
			(said.body != each.body || said.kind != "text/x.tlog.size") {
			return fmt.Errorf("%s: %d %s %q", each.what, said.status, said.kind, said.body)
		}
		say(map[string]any{"refused": each.what, "status": said.status})
	}
	return nil
}

// publishLog KEYFILE SIZE FOLDER: a log of x/mod in the layout of C2SP tlog-tiles.
func publishLog(arguments []string) error {
	if err := need(arguments, 3); err != nil {
		return err
	}
	size, err := strconv.Atoi(arguments[1])
	if err != nil {
		return err
	}
	made, err := openLog(arguments[0])
	if err != nil {
		return err
	}
	if err := made.grow(size, "entry"); err != nil {
		return err
	}
	files := map[string][]byte{}
	if files["checkpoint"], err = made.note(size); err != nil {
		return err
	}
	for _, tile := range tilesOf(bundle, int64(size)) {
		var data []byte
		for _, entry := range made.entries[tile.N*fullWidth:][:tile.W] {
			data = binary.BigEndian.AppendUint16(data, uint16(len(entry)))
			data = append(data, entry...)
		}
		files[pathOf(tile)] = data
	}
	for level := 0; size>>(height*level) > 0; level++ {
		for _, tile := range tilesOf(level, int64(size)) {
			if files[pathOf(tile)], err = tlog.ReadTileData(tile, &made.tree); err != nil {
				return err
			}
		}
	}
	for name, data := range files {
		path := filepath.Join(arguments[2], filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			return err
		}
	}
	root, err := tlog.TreeHash(int64(size), &made.tree)
	say(map[string]any{"size": size, "root": fmt.Sprintf("%x", root[:]), "files": len(files)})
	return err
}
