package relations
import ("testing";"fmt";"os";"strings")
func TestZZ(t *testing.T){
 b,_ := os.ReadFile("/tmp/zz.txt")
 p := beforeRelations(t)
 for l := range strings.Lines(string(b)) {
  l = strings.TrimSpace(l)
  if l=="" {continue}
  s := parsed(t,p,l)
  fmt.Println(s.outline())
  for k,q := range s.phrases { if q.kind==vp { m,o:=s.modality(k,0); fmt.Printf("   f=%d pass=%v mod=%v/%v\n", q.verb.form,q.verb.passive,m,o)}}
  fmt.Println("   ", strings.Join(s.arguments(), "\n    "))
 }
}
