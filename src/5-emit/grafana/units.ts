/**
 * Units as Grafana names them. A unit decides how a number is scaled: `percent` takes 0 to 100 and `percentunit` 0 to 1, `bytes` steps by 1024 and
 * `decbytes` by 1000. Also loaded where nothing is emitted, so Grafana's list stands here and not in its SDK.
 */
import { currencies } from "../../model/quantity/money.ts";
import { nearest } from "../../util/nearest.ts";

export interface Unit {
  /** Grafana's name of it. */
  readonly id: string;
  /** Where Grafana's own choice shows too many. */
  readonly decimals?: number;
  /** Ends of its scale. */
  readonly range?: readonly [min: number, max: number];
}

/** Of numbers without a unit: thousands and millions are shortened. */
export const plainUnit: Unit = { id: "short" };

/** Grafana's names, with the words for them: of UCUM first, then of everyday use. */
const words: readonly (readonly [id: string, words: string])[] = [
  ["percentunit", "1 ratio"],
  ["percent", "% percent"],
  ["ns", "ns nanosecond nanoseconds"],
  ["µs", "us \u00b5s \u03bcs microsecond microseconds"],
  ["ms", "ms millisecond milliseconds"],
  ["s", "s sec second seconds"],
  ["m", "min m minute minutes"],
  ["h", "h hr hour hours"],
  ["d", "d day days"],
  ["bytes", "By bytes byte B"],
  ["kbytes", "KiBy KiB"],
  ["mbytes", "MiBy MiB"],
  ["gbytes", "GiBy GiB"],
  ["tbytes", "TiBy TiB"],
  ["pbytes", "PiBy PiB"],
  ["deckbytes", "kBy kB"],
  ["decmbytes", "MBy MB"],
  ["decgbytes", "GBy GB"],
  ["dectbytes", "TBy TB"],
  ["decpbytes", "PBy PB"],
  ["decbits", "bit"],
  ["binBps", "By/s bytes/s byte/s B/s"],
  ["KiBs", "KiBy/s KiB/s"],
  ["MiBs", "MiBy/s MiB/s"],
  ["GiBs", "GiBy/s GiB/s"],
  ["TiBs", "TiBy/s TiB/s"],
  ["KBs", "kBy/s kB/s"],
  ["MBs", "MBy/s MB/s"],
  ["GBs", "GBy/s GB/s"],
  ["TBs", "TBy/s TB/s"],
  ["bps", "bit/s bits/s"],
  ["Kbits", "kbit/s"],
  ["Mbits", "Mbit/s"],
  ["Gbits", "Gbit/s"],
  ["Tbits", "Tbit/s"],
  ["Kibits", "Kibit/s"],
  ["Mibits", "Mibit/s"],
  ["Gibits", "Gibit/s"],
  ["reqps", "{request}/s {requests}/s request/s requests/s req/s"],
  ["reqpm", "{request}/min {requests}/min request/min requests/min req/min"],
  ["ops", "{operation}/s {operations}/s operation/s operations/s op/s ops/s"],
  ["opm", "{operation}/min {operations}/min operation/min operations/min op/min ops/min"],
  ["pps", "{packet}/s {packets}/s packet/s packets/s"],
  ["iops", "{io}/s io/s"],
  ["rps", "{read}/s {reads}/s read/s reads/s"],
  ["rpm", "{read}/min {reads}/min read/min reads/min"],
  ["wps", "{write}/s {writes}/s write/s writes/s"],
  ["wpm", "{write}/min {writes}/min write/min writes/min"],
  ["eps", "{event}/s {events}/s event/s events/s"],
  ["epm", "{event}/min {events}/min event/min events/min"],
  ["mps", "{message}/s {messages}/s message/s messages/s"],
  ["mpm", "{message}/min {messages}/min message/min messages/min"],
  ["recps", "{record}/s {records}/s record/s records/s"],
  ["recpm", "{record}/min {records}/min record/min records/min"],
  ["rowsps", "{row}/s {rows}/s row/s rows/s"],
  ["rowspm", "{row}/min {rows}/min row/min rows/min"],
  ["cps", "1/s /s"],
  ["cpm", "1/min /min"],
  ["hertz", "Hz"],
  ["celsius", "Cel °C"],
  ["fahrenheit", "[degF] °F"],
  ["kelvin", "K"],
  ["volt", "V"],
  ["mvolt", "mV"],
  ["kvolt", "kV"],
  ["amp", "A"],
  ["mamp", "mA"],
  ["kamp", "kA"],
  ["watt", "W"],
  ["mwatt", "mW"],
  ["kwatt", "kW"],
  ["megwatt", "MW"],
  ["gwatt", "GW"],
  ["watth", "W.h Wh"],
  ["kwatth", "kW.h kWh"],
  ["mwatth", "MW.h MWh"],
  ["voltamp", "V.A VA"],
  ["joule", "J"],
  ["ohm", "Ohm Ω"],
  ["farad", "F"],
  ["henry", "H"],
  ["lux", "lx"],
  ["lumens", "lm"],
  ["forceN", "N"],
  ["pressurepa", "Pa"],
  ["pressurehpa", "hPa"],
  ["pressurekpa", "kPa"],
  ["pressurebar", "bar"],
  ["pressurembar", "mbar"],
  ["lengthm", "meter meters metre metres"],
  ["lengthmm", "mm"],
  ["lengthkm", "km"],
  ["areaM2", "m2"],
  ["massg", "g"],
  ["massmg", "mg"],
  ["masskg", "kg"],
  ["masst", "t"],
  ["litre", "L l"],
  ["mlitre", "mL ml"],
  ["velocityms", "m/s"],
  ["velocitykmh", "km/h"],
  ["degree", "deg °"],
  ["radian", "rad"],
  ["ppm", "[ppm]"],
];

/** Every unit of Grafana that is known by a name. */
const grafanaUnits: ReadonlySet<string> = new Set(
  [
    "none string short sishort percent percentunit humidity dB candela hex0x hex sci locale pixel accMS2 accFS2 accG degree radian grad",
    "arcmin arcsec areaM2 areaF2 areaMI2 acres hectares flops mflops gflops tflops pflops eflops zflops yflops ppm conppb conngm3",
    "conngNm3 conμgm3 conμgNm3 conmgm3 conmgNm3 congm3 congNm3 conmgdL conmmolL currencyUSD currencyGBP currencyEUR currencyJPY",
    "currencyRUB currencyUAH currencyBRL currencyDKK currencyISK currencyNOK currencySEK currencyCZK currencyCHF currencyPLN",
    "currencyBTC currencymBTC currencyμBTC currencyZAR currencyINR currencyKRW currencyIDR currencyPHP currencyVND currencyTRY",
    "currencyMYR currencyXPF currencyBGN currencyPYG currencyUYU currencyILS bytes decbytes bits decbits kbytes deckbytes mbytes",
    "decmbytes gbytes decgbytes tbytes dectbytes pbytes decpbytes pps binBps Bps binbps bps KiBs Kibits KBs Kbits MiBs Mibits MBs Mbits",
    "GiBs Gibits GBs Gbits TiBs Tibits TBs Tbits PiBs Pibits PBs Pbits dateTimeAsIso dateTimeAsIsoNoDateIfToday dateTimeAsUS",
    "dateTimeAsUSNoDateIfToday dateTimeAsLocal dateTimeAsLocalNoDateIfToday dateTimeAsSystem dateTimeFromNow watt kwatt megwatt gwatt",
    "mwatt Wm2 voltamp kvoltamp voltampreact kvoltampreact watth watthperkg kwatth kwattm mwatth amph kamph mamph joule ev amp kamp",
    "mamp volt kvolt mvolt dBm mohm ohm kohm Mohm farad µfarad nfarad pfarad ffarad henry mhenry µhenry lumens flowgpm flowcms flowcfs",
    "flowcfm litreh flowlpm flowmlpm lux forceNm forcekNm forceN forcekN Hs KHs MHs GHs THs PHs EHs massmg massg masslb masskg masst",
    "lengthmm lengthin lengthft lengthm lengthkm lengthmi pressurembar pressurebar pressurekbar pressurepa pressurehpa pressurekpa",
    "pressurehg pressurepsi radbq radci radgy radrad radsv radmsv radusv radrem radexpckg radr radsvh radmsvh radusvh rotrpm rothz",
    "rotkhz rotmhz rotghz rotrads rotdegs celsius fahrenheit kelvin hertz ns µs ms s m h d dtdurationms dtdurations dthms dtdhms",
    "timeticks clockms clocks cps ops reqps rps wps iops eps mps recps rowsps cpm opm reqpm rpm wpm epm mpm recpm rowspm velocityms",
    "velocitykmh velocitymph velocityknot mlitre litre m3 Nm3 dm3 gallons bool bool_yes_no bool_on_off",
  ]
    .join(" ")
    .split(" "),
);

const byWord: ReadonlyMap<string, string> = new Map(
  words.flatMap(([id, all]) => all.split(" ").map((word) => [word, id] as const)),
);
const lowerCase: ReadonlySet<string> = new Set([...byWord.keys()].map((word) => word.toLowerCase()));

/** What Grafana shows in a way of its own. */
const facts: Readonly<Record<string, Omit<Unit, "id">>> = {
  percent: { decimals: 1, range: [0, 100] },
  percentunit: { decimals: 1, range: [0, 1] },
  bool: { range: [0, 1] },
};

/** `{orders}`, `{orders}/min`, `orders/min`: letters and a few signs, that a text of a file cannot become anything else. */
const word = String.raw`[\p{L}_][\p{L}\p{N} _.-]{0,39}`;
const ownWord = new RegExp(
  String.raw`^(?:\{(?<word>${word})\}(?<each>/(?:s|min|m|h|d|wk|mo|a|day|week|month|year))?|(?<bare>${word})/(?:s|min|m|h|d|wk|mo|a|day|week|month|year))$`,
  "u",
);

/** A unit as a spec or a declared metric names it; undefined for one that nobody knows. */
export function unitOf(text: string): Unit | undefined {
  const id = idOf(text.trim());
  return id === undefined ? undefined : { id, ...facts[id], ...(id.startsWith("currency") && { decimals: 2 }) };
}

function idOf(text: string): string | undefined {
  const known = byWord.get(text);
  if (known !== undefined) return known;
  if (grafanaUnits.has(text)) return text;
  if (currencies.has(text)) return grafanaUnits.has(`currency${text}`) ? `currency${text}` : `count:${text}`;
  const own = ownWord.exec(text)?.groups;
  // `mby/s` is a slip, and not a word of somebody's own
  if (own === undefined || lowerCase.has(text.toLowerCase())) return undefined;
  return `count:${own["bare"] === undefined ? `${own["word"]}${own["each"] ?? ""}` : text}`;
}

/** The known unit that was probably meant. */
export function nearestUnit(text: string): string | undefined {
  const known = [...byWord.keys(), ...grafanaUnits];
  const sameLetters = known.find((one) => one.toLowerCase() === text.trim().toLowerCase());
  return sameLetters ?? nearest(text.trim(), known);
}
