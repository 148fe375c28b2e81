package main

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
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

// checkpoint is the text of a C2SP tlog-checkpoint; x/mod knows only the go.sum database's own.
type checkpoint struct {
	origin     string
	tree       tlog.Tree
	extensions string // lines after the root
}

func parseCheckpoint(text string) (checkpoint, error) {
	lines := strings.Split(text, "\n")
	if len(lines) < 4 || lines[0] == "" || lines[len(lines)-1] != "" {
		return checkpoint{}, errors.New("malformed checkpoint")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 0 || strconv.FormatInt(size, 10) != lines[1] {
		return checkpoint{}, fmt.Errorf("malformed size %q", lines[1])
	}
	hash, err := tlog.ParseHash(lines[2])
	if err != nil {
		return checkpoint{}, err
	}
	extensions := strings.Join(lines[3:], "\n")
	return checkpoint{lines[0], tlog.Tree{N: size, Hash: hash}, extensions}, nil
}

func (c checkpoint) text() string {
	return fmt.Sprintf("%s\n%d\n%s\n%s", c.origin, c.tree.N, c.tree.Hash, c.extensions)
}

// openCheckpoint wants a signature of each of the verifiers, the first of which is the log's.
func openCheckpoint(bytes []byte, verifiers ...note.Verifier) (checkpoint, error) {
	opened, err := note.Open(bytes, note.VerifierList(verifiers...))
	if err != nil {
		return checkpoint{}, err
	}
	if len(opened.Sigs) != len(verifiers) {
		return checkpoint{}, fmt.Errorf("%d of %d signatures", len(opened.Sigs), len(verifiers))
	}
	read, err := parseCheckpoint(opened.Text)
	if err != nil {
		return checkpoint{}, err
	}
	if read.origin != verifiers[0].Name() {
		return checkpoint{}, fmt.Errorf("of %s, signed by %s", read.origin, verifiers[0].Name())
	}
	return read, nil
}

const (
	algorithmCosignature = 4
	timeBytes            = 8
)

// cosigner verifies, and with a private key makes, C2SP cosignature/v1.
type cosigner struct {
	name    string
	public  ed25519.PublicKey
	private ed25519.PrivateKey
	time    func() uint64
}

func (c *cosigner) key() []byte  { return append([]byte{algorithmCosignature}, c.public...) }
func (c *cosigner) Name() string { return c.name }
func (c *cosigner) KeyHash() uint32 {
	sum := sha256.Sum256(append([]byte(c.name+"\n"), c.key()...))
	return binary.BigEndian.Uint32(sum[:])
}
func (c *cosigner) text() string {
	return fmt.Sprintf("%s+%08x+%s", c.name, c.KeyHash(),
		base64.StdEncoding.EncodeToString(c.key()))
}

func cosignedMessage(time uint64, text []byte) []byte {
	return append([]byte(fmt.Sprintf("cosignature/v1\ntime %d\n", time)), text...)
}

func (c *cosigner) Verify(text, signature []byte) bool {
	if len(signature) != timeBytes+ed25519.SignatureSize {
		return false
	}
	time := binary.BigEndian.Uint64(signature)
	return ed25519.Verify(c.public, cosignedMessage(time, text), signature[timeBytes:])
}

func (c *cosigner) Sign(text []byte) ([]byte, error) {
	time := c.time()
	signature := binary.BigEndian.AppendUint64(nil, time)
	return append(signature, ed25519.Sign(c.private, cosignedMessage(time, text))...), nil
}

func newCosigner(name string, time func() uint64) (*cosigner, error) {
	public, private, err := ed25519.GenerateKey(rand.Reader)
	return &cosigner{name, public, private, time}, err
}

func parseCosigner(text string) (*cosigner, error) {
	parts := strings.SplitN(text, "+", 3)
	if len(parts) != 3 {
		return nil, errors.New("malformed cosigner key")
	}
	key, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(key) != 1+ed25519.PublicKeySize || key[0] != algorithmCosignature {
		return nil, errors.New("not an Ed25519 cosigner key")
	}
	parsed := &cosigner{name: parts[0], public: key[1:]}
	if parsed.text() != text {
		return nil, errors.New("another key hash")
	}
	return parsed, nil
}

// showNote VKEY FILE
func showNote(arguments []string) error {
	if err := need(arguments, 2); err != nil {
		return err
	}
	verifier, err := note.NewVerifier(arguments[0])
	if err != nil {
		return err
	}
	bytes, err := os.ReadFile(arguments[1])
	if err != nil {
		return err
	}
	opened, err := openCheckpoint(bytes, verifier)
	if err != nil {
		return err
	}
	say(map[string]any{"origin": opened.origin, "size": opened.tree.N,
		"root": fmt.Sprintf("%x", opened.tree.Hash[:])})
	return nil
}
