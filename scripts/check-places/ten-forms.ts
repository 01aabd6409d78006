import { readAddress } from "../../matchers/places/address.ts";
import type { Gazetteer } from "../../matchers/places/gazetteer.ts";
import { allPaths, FORMS, type Form, foldText, type Path, write } from "./forms.ts";

/** How one form fared. */
export interface FormScore {
  readonly form: Form;
  readonly written: number;
  readonly unambiguous: number;
  readonly right: number;
  /** Ambiguous texts whose right commune is among the alternatives. */
  readonly ambiguousRight: number;
  readonly failures: readonly string[];
}

/** Writes every old unit in every form and reads it back. Unambiguous: no unit of any list gives the same folded text. */
export function scoreForms(gazetteer: Gazetteer): FormScore[] {
  const { old, now, former } = allPaths(gazetteer);
  return FORMS.map((form) => {
    const subjects = form === "name before a merge" ? former : form === "name of today" ? now : old;
    const others = form === "no province" ? [...old, ...former] : [...old, ...now, ...former];
    const meanings = new Map<string, Set<string>>();
    const key = (path: Path): string | null => {
      const text = write(path, form === "one slip" ? "full" : form, 0);
      return text === null ? null : foldText(text);
    };
    for (const path of others) {
      const text = key(path);
      if (text === null) continue;
      const known = meanings.get(text) ?? new Set();
      meanings.set(text, known.add([...path.targets].sort().join(" ")));
    }
    const score = { form, written: 0, unambiguous: 0, right: 0, ambiguousRight: 0, failures: [] as string[] };
    subjects.forEach((path, i) => {
      const text = write(path, form, (i * 2654435761) >>> 4);
      if (text === null) return;
      score.written++;
      const reading = readAddress(text, gazetteer);
      const covered = path.targets.every((target) => reading.alternatives.includes(target));
      if (meanings.get(key(path)!)!.size > 1) {
        if (covered) score.ambiguousRight++;
        return;
      }
      score.unambiguous++;
      const landed = reading.communeNow !== null && path.targets.includes(reading.communeNow);
      const openSplit = reading.state === "split" && reading.communeNow === null;
      if ((landed || openSplit) && covered) score.right++;
      else
        score.failures.push(
          `${text} -> ${reading.written.commune?.name}, ${reading.written.district?.name} ${reading.state}`,
        );
    });
    return score;
  });
}
