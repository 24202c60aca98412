import type { Group } from "./groups"
import { SHAPES } from "./groups"
import type { Palette } from "./paint"

type Props = {
  groups: Group[]
  palette: Palette
  ties: Palette["ties"]
  dashed: boolean
  only: number | null // the group that is looked at
  onOnly: (look: number | null) => void
}

/** What the colours, shapes and lines mean; a press shows one group alone. */
export function Legend({ groups, palette, ties, dashed, only, onOnly }: Props) {
  return (
    <div class="legend">
      <ul aria-label="Groups">
        {groups.map(({ name, about, look }) => (
          <li key={look}>
            <button
              class="link"
              aria-pressed={only === look}
              onClick={() => onOnly(only === look ? null : look)}
            >
              <Mark look={look} palette={palette} /> {name}{" "}
              {about && <span class="quiet">{about}</span>}
            </button>
          </li>
        ))}
      </ul>
      <p class="quiet">
        Grey: in none of these groups. <Line colour={ties.well} width={4} /> know each other well{" "}
        <Line colour={ties.known} width={2} /> know each other{" "}
        <Line colour={ties.hardly} width={2} /> hardly, no way leads over it
        {dashed && (
          <>
            {" "}
            <Line colour={ties.probable} width={2} dashed /> only probable: once at one company,
            nothing more is known
          </>
        )}
      </p>
    </div>
  )
}

function Mark({ look, palette }: { look: number; palette: Palette }) {
  const fill = palette.groups[look]!
  const shape = SHAPES[look % SHAPES.length]
  return (
    <svg class="mark" viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
      {shape === "circle" && <circle cx="7" cy="7" r="6" fill={fill} />}
      {shape === "square" && <rect x="2" y="2" width="10" height="10" fill={fill} />}
      {shape === "diamond" && <path d="M7 0 14 7 7 14 0 7z" fill={fill} />}
      {shape === "triangle" && <path d="M7 1 13.5 12.5H.5z" fill={fill} />}
    </svg>
  )
}

function Line({ colour, width, dashed }: { colour: string; width: number; dashed?: boolean }) {
  return (
    <svg class="mark" viewBox="0 0 24 8" width="24" height="8" aria-hidden="true">
      <path
        d="M0 4H24"
        stroke={colour}
        stroke-width={width}
        stroke-dasharray={dashed ? "5 4" : undefined}
      />
    </svg>
  )
}
