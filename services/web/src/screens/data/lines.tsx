import { useState } from "preact/hooks"
import { at, type Schemas } from "../../api"
import { usePages } from "../../asked"
import { Few } from "../../ui/few"
import { Trouble, Waiting } from "../../ui/notice"
import { counted } from "../../words"
import { type Upload, within } from "./sending"

type Page = Schemas["LinesPage"]
type What = "understood" | "left_out" | "not_understood"

/** What was understood of a file line by line, and what was not; the latter first. */
export function Lines({ upload }: { upload: Upload }) {
  const all = upload.files.flatMap((one) => (one.outcome ? [one.outcome] : []))
  const unclear = all.reduce((sum, one) => sum + one.not_understood, 0)
  const out = all.reduce((sum, one) => sum + one.left_out, 0)
  const several = upload.files.length > 1
  return (
    <>
      {unclear > 0 && (
        <Kind
          what="not_understood"
          summary={`${counted(unclear, "line")} not understood`}
          upload={upload}
          several={several}
          open
        />
      )}
      {out > 0 && (
        <Kind
          what="left_out"
          summary={`${counted(out, "line")} left out on purpose`}
          upload={upload}
          several={several}
        />
      )}
      <Kind
        what="understood"
        summary="What is understood, line by line"
        upload={upload}
        several={several}
      />
    </>
  )
}

type KindProps = {
  what: What
  summary: string
  upload: Upload
  several: boolean
  open?: boolean
}

function Kind({ what, summary, upload, several, open = false }: KindProps) {
  const [shown, setShown] = useState(open)
  return (
    <details open={shown} onToggle={(event) => setShown(event.currentTarget.open)}>
      <summary>{summary}</summary>
      {shown && <Pages what={what} upload={upload} several={several} />}
    </details>
  )
}

const SHOWN = 20

function Pages({ what, upload, several }: Omit<KindProps, "summary" | "open">) {
  const path = at("uploads", upload.id, "lines")
  const found = usePages<Page>(path, "lines", { what, limit: 200 })
  if (!found.answer && found.problem) return <Trouble problem={found.problem} />
  if (!found.answer) return <Waiting what="Looking them up" />
  const { lines, all } = found.answer
  return (
    <>
      <Few of={lines} few={SHOWN} from={found}>
        {(shown) => (
          <ul class="lines">
            {shown.map((line, number) => (
              <li key={number}>
                <span class="quiet">
                  {several && `${within(upload, line.file)} `}line {line.line}
                </span>
                <span>
                  {line.field && !line.field.startsWith("(") && `${line.field}: `}
                  {line.text}
                  {line.remedy && <span class="quiet"> – {line.remedy}</span>}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Few>
      {found.problem && <Trouble problem={found.problem} />}
      {!found.more && all > lines.length && (
        <p class="quiet">
          And {counted(all - lines.length, "more", "more")}: `inroad import --dry-run` tells them
          all.
        </p>
      )}
    </>
  )
}
