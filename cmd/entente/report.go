package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"entente/formats"
	"entente/internal/report"
	"entente/queries"
)

// report is the question of that name, written as a page.
func (a *app) report(q queries.Question) *cobra.Command {
	var format, output string
	formatsOf := []string{"markdown", "html", "json"}
	cmd := a.question(q, func(cmd *cobra.Command, answer queries.Answer) error {
		page, ok := answer.Rows.(*queries.Page)
		if !ok {
			return fmt.Errorf("the answer is no page but a %T", answer.Rows)
		}
		var write func(io.Writer) error
		switch json := cmd.Flags().Changed("json"); {
		case json && cmd.Flags().Changed("format"), cmd.Flags().Changed("csv"):
			return &usageError{errors.New("a report is markdown, html or json: write --format with one of these")}
		case json, format == "json":
			write = func(w io.Writer) error { return printJSON(w, page) }
		case format == "markdown":
			write = func(w io.Writer) error { return report.Markdown(w, *page) }
		case format == "html":
			write = func(w io.Writer) error { return report.HTML(w, *page) }
		default:
			return &usageError{fmt.Errorf("there is no format %q of a report; it may be %s", format, strings.Join(formatsOf, ", "))}
		}
		if output == "" {
			return write(a.out)
		}
		return writeFile(output, func(create formats.Create) error {
			w, err := create(output)
			if err != nil {
				return err
			}
			return write(w)
		})
	})
	f := cmd.Flags()
	f.StringVar(&format, "format", formatsOf[0], "the `format` of the page: "+strings.Join(formatsOf, ", "))
	_ = f.SetAnnotation("format", ownFlag, []string{"yes"})
	f.StringVarP(&output, "output", "o", "", "the `file` to write, which is there whole or not at all; without it standard output")
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formatsOf, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}
