-- What a person does in Neovim with the language server, one step after another. The texts that steps need come as JSON; what the editor got goes out as JSON.
local given = vim.json.decode(table.concat(vim.fn.readfile(vim.env.TOCSIN_GIVEN), "\n"))
local told = {}
local timeout = 30000

local client_id = vim.lsp.start_client({
  name = "tocsin",
  cmd = given.command,
  root_dir = given.root,
})
local client = vim.lsp.get_client_by_id(client_id)

local function open(path)
  vim.cmd("edit " .. vim.fn.fnameescape(given.root .. "/" .. path))
  local buffer = vim.api.nvim_get_current_buf()
  vim.bo[buffer].filetype = "yaml"
  vim.lsp.buf_attach_client(buffer, client_id)
  return buffer
end

local function lines(buffer)
  return vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
end

-- Line and column from 0 of a text, and of a part of it.
local function find(buffer, text, part)
  for number, line in ipairs(lines(buffer)) do
    local at = line:find(text, 1, true)
    if at then
      local inside = part and text:find(part, 1, true) or 1
      return number - 1, at + inside - 2
    end
  end
  error("no " .. text)
end

local function replace(buffer, text, by)
  local number, column = find(buffer, text)
  vim.api.nvim_buf_set_text(buffer, number, column, number, column + #text, { by })
end

local function findings(buffer)
  local found = {}
  for _, one in ipairs(vim.diagnostic.get(buffer)) do
    table.insert(found, { code = one.code or one.user_data.lsp.code, line = one.lnum + 1, column = one.col + 1, message = one.message })
  end
  return found
end

local function wait_for(buffer, code, is_there)
  local started = vim.loop.hrtime()
  local ok = vim.wait(timeout, function()
    local has = false
    for _, one in ipairs(findings(buffer)) do
      has = has or one.code == code
    end
    return has == is_there
  end, 1)
  if not ok then
    error((is_there and "never found " or "still there: ") .. code .. " " .. vim.json.encode(findings(buffer)))
  end
  return (vim.loop.hrtime() - started) / 1e6
end

-- Until nothing new has come for a second.
local function settle(buffer)
  local last, since = nil, vim.loop.now()
  vim.wait(timeout, function()
    local now = vim.json.encode(findings(buffer))
    if now ~= last then
      last, since = now, vim.loop.now()
    end
    return vim.loop.now() - since > 1000
  end, 20)
end

local function ask(method, buffer, text, part, more)
  local number, column = find(buffer, text, part)
  local params = vim.tbl_extend("force", {
    textDocument = vim.lsp.util.make_text_document_params(buffer),
    position = { line = number, character = column },
  }, more or {})
  local answer, failure = client.request_sync(method, params, timeout, buffer)
  if failure then
    error(failure)
  end
  if answer.err then
    return { refused = answer.err.message }
  end
  return answer.result
end

local ok, problem = pcall(function()
  -- a file with a mistake, its findings, and the editor's own way to mend it
  local buffer = open(given.checkout)
  wait_for(buffer, "resolve/unknown-team", true)
  settle(buffer)
  told.first = findings(buffer)
  local number, column = find(buffer, "owner: purchse", "purchse")
  local place = { line = number, character = column }
  local actions = ask("textDocument/codeAction", buffer, "owner: purchse", "purchse", {
    range = { start = place, ["end"] = place },
    context = { diagnostics = {} },
  })
  told.actions = vim.tbl_map(function(action) return action.title end, actions)
  vim.lsp.util.apply_workspace_edit(actions[1].edit, client.offset_encoding)
  told.mended = lines(buffer)[number + 1]
  wait_for(buffer, "resolve/unknown-team", false)

  told.hover = ask("textDocument/hover", buffer, "availability: 99.95%", "availability").contents.value
  told.definition = ask("textDocument/definition", buffer, "dependsOn: [cart,", "cart")

  -- completion as `<C-x><C-o>` does it
  replace(buffer, "tier: critical", "tier: ")
  vim.bo[buffer].omnifunc = "v:lua.vim.lsp.omnifunc"
  local tier, behind = find(buffer, "tier: ")
  local answer = ask("textDocument/completion", buffer, "tier: ", nil, { position = { line = tier, character = behind + 6 } })
  told.completion = vim.tbl_map(function(item) return item.word end, vim.lsp.util.text_document_completion_list_to_complete_items(answer, ""))
  replace(buffer, "tier: ", "tier: critical")

  -- a metric that only the live Prometheus has; an editor asks again while the list is not complete
  vim.wait(timeout, function()
    local list = ask("textDocument/completion", buffer, given.promql, given.promql)
    for _, item in ipairs(list.items) do
      if item.label == "only_there_total" then
        told.live = item.detail
      end
    end
    return told.live ~= nil or not list.isIncomplete
  end, 20)

  -- a name that another file uses too
  told.refused = ask("textDocument/rename", buffer, "orders-placed: 95%", nil, { newName = "sales" })
  local edit = ask("textDocument/rename", buffer, "orders-placed: 95%", nil, { newName = "orders-made" })
  vim.lsp.util.apply_workspace_edit(edit, client.offset_encoding)
  told.renamed = {
    checkout = vim.tbl_filter(function(line) return line:find("orders%-") end, lines(buffer)),
    storefront = vim.tbl_filter(function(line) return line:find("orders%-") end, lines(vim.uri_to_bufnr(vim.uri_from_fname(given.root .. "/" .. given.storefront)))),
  }
  settle(buffer)
  -- on a busy machine a pause may lie between what the one half of the edit leaves wrong and the other half
  wait_for(buffer, "resolve/unknown-sli", false)
  told.last = findings(buffer)

  told.formatted = ask("textDocument/formatting", buffer, "version: 1", nil, { options = { tabSize = 2, insertSpaces = true } })
  told.symbols = #ask("textDocument/documentSymbol", buffer, "version: 1")
end)
if not ok then
  told.problem = tostring(problem)
end

vim.fn.writefile({ vim.json.encode(told) }, vim.env.TOCSIN_TOLD)
vim.lsp.stop_client(client_id)
vim.wait(2000, function() return client.is_stopped() end, 10)
vim.cmd("qall!")
