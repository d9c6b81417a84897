import type { RefusalNotice } from "../../../../schema/internal/line-actions";
import type { Texts } from "../../../shared/work/delivery/message";

/** By kind of action, what was not done. */
const WORDS: Readonly<Record<string, { readonly it: string; readonly en: string }>> = {
  LOCK_SIM: { it: "blocco della SIM", en: "SIM lock" },
  UNLOCK_SIM: { it: "sblocco della SIM", en: "SIM unlock" },
  REPLACE_SIM: { it: "sostituzione della SIM", en: "SIM replacement" },
  FREEZE: { it: "congelamento", en: "freeze" },
  UNFREEZE: { it: "riattivazione", en: "unfreeze" },
  SET_OPTIONS: { it: "opzioni", en: "options" },
  SET_PREMIUM_SERVICE_BLACKLIST: { it: "blocco dei servizi premium", en: "premium-service blacklist" },
};

/** R6: that the operator's systems did not do what a person asked of lines, with some of the reasons. */
export function lineActionsRefused({ lines, examples }: Pick<RefusalNotice, "lines" | "examples">): Texts {
  const named = (language: "it" | "en") =>
    examples
      .map(
        ({ msisdn, kind, reason }) => `${msisdn} (${WORDS[kind]?.[language] ?? kind}): ${inOneLine(reason)}`,
      )
      .join("; ");
  const more = lines - examples.length;
  return {
    it: {
      subject: `Richieste non eseguite su ${lines} ${lines === 1 ? "linea" : "linee"}`,
      text: `Area Clienti: i sistemi dell'operatore non hanno eseguito quanto richiesto. ${named("it")}.${more > 0 ? ` Altre linee: ${more}.` : ""}`,
    },
    en: {
      subject: `Requests not carried out on ${lines} ${lines === 1 ? "line" : "lines"}`,
      text: `Area Clienti: the operator's systems did not carry out what you asked for. ${named("en")}.${more > 0 ? ` Other lines: ${more}.` : ""}`,
    },
  };
}

/** What another system wrote becomes part of a sentence: one line of at most a hundred characters. */
function inOneLine(reason: string): string {
  return Array.from(reason.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ").trim())
    .slice(0, 100)
    .join("");
}
