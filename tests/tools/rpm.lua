-- Run inside rpm by rpm.sh: what rpm says of each pair of the file named by FILE.
local file = assert(io.open(posix.getenv("FILE"), "rb"))
local texts = {}
for text in file:read("a"):gmatch("([^%z]*)%z") do
    texts[#texts + 1] = text
end

local function is_version(text)
    local parsed, version = pcall(rpm.ver, text)
    return parsed and version and "y" or "n"
end

local answers = {}
local signs = { [-1] = "<", [0] = "=", [1] = ">" }
for i = 1, #texts, 2 do
    local answer = is_version(texts[i]) .. is_version(texts[i + 1])
    if answer == "yy" then
        answer = answer .. signs[rpm.vercmp(texts[i], texts[i + 1])]
    end
    answers[#answers + 1] = answer
end
print(table.concat(answers, "\n"))
