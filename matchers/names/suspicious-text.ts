/** Markup, script and template fragments. */
const MARKUP = /<\/?[a-z!][^>]*>?|&(#\d+|[a-z]{2,8});|\$\{|\{\{|javascript:/i;
/** Query fragments: a quote or statement end together with a query's words. */
const QUERY = /(['";]|--).*\b(select|insert|update|delete|drop|union|alter|exec)\b|\bor\s+1\s*=\s*1|\bdrop\s+table\b/i;
/** What a spreadsheet would run: a formula sign, then a call, a cell or a number. */
const FORMULA = /^[=@]|^[+-]\s*[\w(]*[(\d]|^[+-].*[!|]/;

/** Whether a text looks made to be run somewhere instead of naming a person. It is kept apart, never carried out. */
export function isSuspiciousText(text: string): boolean {
  return MARKUP.test(text) || QUERY.test(text) || FORMULA.test(text);
}
