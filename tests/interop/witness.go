package main

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const maxRequestBytes = 256 << 10

// anotherWitness speaks C2SP tlog-witness for one log, in memory.
type anotherWitness struct {
	mutex  sync.Mutex
	log    note.Verifier
	signer *cosigner
	held   tlog.Tree
}

type refusal struct {
	status int
	kind   string
	said   string
}

func (r refusal) Error() string { return r.said }

func refuse(status int, err error) error { return refusal{status, "text/plain", err.Error() + "\n"} }

func parseRequest(body string) (older int64, proof tlog.TreeProof, signed string, err error) {
	head, signed, found := strings.Cut(body, "\n\n")
	lines := strings.Split(head, "\n")
	if !found || !strings.HasPrefix(lines[0], "old ") {
		return 0, nil, "", errors.New("malformed request")
	}
	older, err = strconv.ParseInt(strings.TrimPrefix(lines[0], "old "), 10, 64)
	for _, line := range lines[1:] {
		if err != nil {
			break
		}
		var hash tlog.Hash
		hash, err = tlog.ParseHash(line)
		proof = append(proof, hash)
	}
	return older, proof, signed, err
}

// follows says whether the tree begins with the one held.
func (w *anotherWitness) follows(tree tlog.Tree, proof tlog.TreeProof) error {
	if w.held.N > 0 {
		return tlog.CheckTree(proof, tree.N, tree.Hash, w.held.N, w.held.Hash)
	}
	if len(proof) > 0 {
		return errors.New("a proof from nothing")
	}
	return nil
}

func (w *anotherWitness) add(body string) (string, error) {
	older, proof, signed, err := parseRequest(body)
	if err != nil {
		return "", refuse(http.StatusBadRequest, err)
	}
	opened, err := openCheckpoint([]byte(signed), w.log)
	if err != nil {
		return "", refuse(http.StatusForbidden, err)
	}
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if older > opened.tree.N {
		return "", refuse(http.StatusBadRequest, errors.New("the old size is larger"))
	}
	another := opened.tree.N == w.held.N && opened.tree.Hash != w.held.Hash
	if older != w.held.N || another {
		return "", refusal{http.StatusConflict, "text/x.tlog.size", fmt.Sprintln(w.held.N)}
	}
	if err := w.follows(opened.tree, proof); err != nil {
		return "", refuse(http.StatusUnprocessableEntity, err)
	}
	cosigned, err := note.Sign(&note.Note{Text: opened.text()}, w.signer)
	if err != nil {
		return "", refuse(http.StatusInternalServerError, err)
	}
	w.held = opened.tree
	_, line, _ := strings.Cut(string(cosigned), "\n\n")
	return line, nil
}

func (w *anotherWitness) ServeHTTP(out http.ResponseWriter, request *http.Request) {
	if request.URL.Path != "/add-checkpoint" || request.Method != http.MethodPost {
		http.NotFound(out, request)
		return
	}
	body, err := io.ReadAll(io.LimitReader(request.Body, maxRequestBytes))
	if err != nil {
		return
	}
	line, err := w.add(string(body))
	var refused refusal
	if errors.As(err, &refused) {
		out.Header().Set("Content-Type", refused.kind)
		out.WriteHeader(refused.status)
		line = refused.said
	}
	io.WriteString(out, line)
}

// serveWitness NAME VKEY: for the log of that key, until it is killed.
func serveWitness(arguments []string) error {
	if err := need(arguments, 2); err != nil {
		return err
	}
	log, err := note.NewVerifier(arguments[1])
	if err != nil {
		return err
	}
	signer, err := newCosigner(arguments[0], func() uint64 { return uint64(time.Now().Unix()) })
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	say(map[string]any{"url": "http://" + listener.Addr().String(), "key": signer.text()})
	return http.Serve(listener, &anotherWitness{log: log, signer: signer})
}
