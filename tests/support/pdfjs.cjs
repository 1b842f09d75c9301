// The text of a PDF as pdf.js (Firefox) gives it, pages and lines apart. Needs pdfjs-dist where node finds it (NODE_PATH).
const fs = require("fs");

async function main(path) {
  const { getDocument } = await import(require.resolve("pdfjs-dist/legacy/build/pdf.mjs"));
  const data = new Uint8Array(fs.readFileSync(path));
  const file = await getDocument({ data, verbosity: 0, useSystemFonts: false }).promise;
  for (let number = 1; number <= file.numPages; number++) {
    const page = await file.getPage(number);
    const content = await page.getTextContent({ disableNormalization: true });
    console.log(content.items.map((item) => item.str + (item.hasEOL ? "\n" : "")).join(""));
  }
}

main(process.argv[2]);
