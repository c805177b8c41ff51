package main

import (
	"bufio"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"entente"
	"entente/extract"
)

func (a *app) parse() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "parse PATH|URL...",
		Short: "Print the words of releases with their tags and trees, as CoNLL-U",
		Long: `Print the sentences of releases as our models see them, in CoNLL-U: words, parts
of speech (XPOS, the Penn Treebank's), and dependencies. Columns that no model
fills are "_". TokenRange gives each word's bytes in the text as it was given.`,
		Example: `  entente parse release.txt
  cat release.txt | entente parse - | grep nsubj`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			out := bufio.NewWriter(a.out)
			return a.analyse(cmd.Context(), entente.OpenParser, args, func(x *extract.Analysis) error { return writeTrees(out, x) }, out.Flush)
		},
	}
	readingFlags(cmd)
	return cmd
}

// writeTrees prints CoNLL-U (universaldependencies.org/format.html).
func writeTrees(w io.Writer, a *extract.Analysis) error {
	for i, s := range a.Sentences {
		if s.First == s.Last {
			continue
		}
		if i == 0 {
			fmt.Fprintf(w, "# newdoc id = %s\n", a.Doc.ID)
		}
		fmt.Fprintf(w, "# sent_id = %s-%d\n# text = %s\n", a.Doc.ID, i+1, oneLine(a.Doc.Slice(s.Span)))
		for k := s.First; k < s.Last; k++ {
			t := a.Tokens[k]
			head := 0
			if t.Head >= 0 {
				head = t.Head - s.First + 1
			}
			raw := a.Doc.Original(t.Span)
			misc := fmt.Sprintf("TokenRange=%d:%d", raw.Start, raw.End)
			if k+1 < s.Last && a.Tokens[k+1].Start == t.End {
				misc = "SpaceAfter=No|" + misc
			}
			fmt.Fprintf(w, "%d\t%s\t_\t_\t%s\t_\t%d\t%s\t_\t%s\n", k-s.First+1, oneLine(a.Doc.Slice(t.Span)), t.Tag, head, t.Rel, misc)
		}
		if _, err := fmt.Fprintln(w); err != nil {
			return err
		}
	}
	return nil
}
