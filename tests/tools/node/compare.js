// compare.js TOOL FILE: what a package for Node.js (semver or pep440) says of each pair, as ../dpkg.sh does for dpkg.
'use strict';

const fs = require('fs');
const path = require('path');

const [tool, file] = process.argv.slice(2);
// compare.sh installs the packages elsewhere, and NODE_MODULES says where.
const load = (name) => require(path.join(process.env.NODE_MODULES, name));

const tools = {
    semver() {
        const semver = load('semver');
        return { isVersion: (text) => semver.valid(text) !== null, compare: semver.compare };
    },
    pep440() {
        const pep440 = load('@renovatebot/pep440');
        return { isVersion: (text) => pep440.valid(text) !== null, compare: pep440.compare };
    },
};
const { isVersion, compare } = tools[tool]();

const texts = fs.readFileSync(file, 'utf8').split('\0').slice(0, -1);
const lines = [];
for (let i = 0; i < texts.length; i += 2) {
    const [left, right] = [texts[i], texts[i + 1]];
    const accepted = [left, right].map((text) => (isVersion(text) ? 'y' : 'n')).join('');
    lines.push(accepted === 'yy' ? accepted + '<=>'[Math.sign(compare(left, right)) + 1] : accepted);
}
console.log(lines.join('\n'));
