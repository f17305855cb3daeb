-- Runs the configuration of docs/editors.md in a headless Neovim: a mistake is shown, corrected by typing, and help is offered.
-- Arguments by environment: CONFIG (the Lua of the document), SKILL (a file to edit). Exit code 0 = all held.
local function fail(message)
  io.stderr:write("neovim: " .. message .. "\n")
  vim.cmd("cquit 1")
end

local function wait(what, condition)
  if not vim.wait(60000, condition, 20) then
    fail("waited in vain for " .. what)
  end
end

dofile(os.getenv("CONFIG"))
vim.cmd("edit " .. vim.fn.fnameescape(os.getenv("SKILL")))
local buffer = vim.api.nvim_get_current_buf()

local function codes()
  local found = {}
  for _, diagnostic in ipairs(vim.diagnostic.get(buffer)) do
    found[diagnostic.code or (diagnostic.user_data and diagnostic.user_data.lsp and diagnostic.user_data.lsp.code) or "?"] = diagnostic
  end
  return found
end

wait("the misspelt field", function() return codes()["OF3003"] ~= nil end)
local misspelt = codes()["OF3003"]
if misspelt.lnum ~= 3 or misspelt.col ~= 0 then
  fail("the misspelt field is shown at " .. misspelt.lnum .. ":" .. misspelt.col)
end

vim.api.nvim_buf_set_text(buffer, 3, 0, 3, 5, { "model" })
wait("the correction to be seen", function() return codes()["OF3003"] == nil end)

local function ask(method, position)
  local params = { textDocument = vim.lsp.util.make_text_document_params(buffer), position = position }
  local replies = vim.lsp.buf_request_sync(buffer, method, params, 60000)
  for _, reply in pairs(replies or {}) do
    if reply.result then
      return reply.result
    end
  end
  fail(method .. " was not answered")
end

local hover = ask("textDocument/hover", { line = 2, character = 3 })
if not vim.inspect(hover.contents):lower():find("description", 1, true) then
  fail("the hover says nothing of the description: " .. vim.inspect(hover))
end

vim.api.nvim_buf_set_lines(buffer, 4, 4, false, { "allowed-tools: Re" })
local completion = ask("textDocument/completion", { line = 4, character = 17 })
local offered = {}
for _, item in ipairs(completion.items or completion) do
  offered[item.label] = true
end
if not offered["Read"] then
  fail("Read is not offered")
end

for _, client in pairs(vim.lsp.buf_get_clients(buffer)) do
  vim.lsp.stop_client(client.id)
end
wait("the server to end", function() return next(vim.lsp.buf_get_clients(buffer)) == nil end)
print("neovim: all held\n")
vim.cmd("qall!")
