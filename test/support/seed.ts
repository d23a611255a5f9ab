/** Made-up cases are the same in every run; `TOCSIN_SEED=7 npm test` tries others. */
import fc from "fast-check";

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env["TOCSIN_SEED"] ?? "20261125") });
