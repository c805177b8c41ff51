// Command forms builds extract/form/data/words.tsv.gz from unlabelled text: it
// learns a vector for each word form (structured skip-gram with negative
// sampling: Mikolov et al. 2013, Ling et al. 2015), clusters the vectors by
// spherical k-means, and counts how forms are written inside sentences. Its
// output depends on its input alone.
//
//	go run ./internal/gen/forms -data ../shared/data -out extract/form/data/words.tsv.gz
package main

import (
	"bytes"
	"compress/gzip"
	"flag"
	"fmt"
	"log"
	"os"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("gen/forms: ")
	data := flag.String("data", "../shared/data", "folder of the corpora")
	out := flag.String("out", "extract/form/data/words.tsv.gz", "file to write")
	vectors := flag.String("vectors", "", "also write the vectors to this `file`, for looking at")
	flag.Parse()
	if err := run(*data, *out, *vectors); err != nil {
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
		clusters = append(clusters, cluster(vectors, k, 15))
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
