-- One server in Neovim: how long until the findings of a file that is opened with a mistake are there, and after edits that make one and mend it.
-- What to do comes as JSON ($TOCSIN_GIVEN), milliseconds go out as JSON ($TOCSIN_TOLD).
local given = vim.json.decode(table.concat(vim.fn.readfile(vim.env.TOCSIN_GIVEN), "\n"))
local told = { edits = {}, cpu = {} }
local last = { at = 0, wrong = false }

local function now()
  return vim.loop.hrtime() / 1e6
end

local function is_wrong(diagnostics)
  for _, one in ipairs(diagnostics) do
    if given.code == vim.NIL or one.code == given.code then
      return true
    end
  end
  return false
end

vim.cmd("edit " .. vim.fn.fnameescape(given.path))
local buffer = vim.api.nvim_get_current_buf()
vim.bo[buffer].filetype = "yaml"

local started = now()
local client_id = vim.lsp.start_client({
  name = "bench",
  cmd = given.command,
  root_dir = given.root,
  handlers = {
    ["textDocument/publishDiagnostics"] = function(err, result, ctx, config)
      vim.lsp.diagnostic.on_publish_diagnostics(err, result, ctx, config)
      last = { at = now(), wrong = is_wrong(result.diagnostics) }
    end,
  },
})
local client = vim.lsp.get_client_by_id(client_id)
vim.lsp.buf_attach_client(buffer, client_id)

-- Processor time of the server's own thread, milliseconds.
local function cpu()
  local file = io.open("/proc/" .. client.rpc.pid .. "/schedstat")
  if not file then
    return 0
  end
  local spent = file:read("*n")
  file:close()
  return spent / 1e6
end

local function wait_for(wrong, since)
  if not vim.wait(60000, function() return last.at >= since and last.wrong == wrong end, 1) then
    error(wrong and "the mistake was never found" or "the mistake is still found")
  end
  return last.at - since
end

-- Until the server has done nothing for a while.
local function settle()
  local before
  repeat
    before = cpu()
    vim.wait(400, function() return false end, 50)
  until cpu() == before
end

local ok, problem = pcall(function()
  told.first = wait_for(true, started)
  told.cpuOfFirst = cpu()
  local line, column = given.line, given.column
  for edit = 1, given.edits do
    settle()
    local mends = edit % 2 == 1
    local since, spent = now(), cpu()
    if mends then
      vim.api.nvim_buf_set_text(buffer, line, column, line, column + 1, { "" })
    else
      vim.api.nvim_buf_set_text(buffer, line, column, line, column, { given.letter })
    end
    table.insert(told.edits, wait_for(not mends, since))
    table.insert(told.cpu, cpu() - spent)
  end
end)
if not ok then
  told.problem = tostring(problem)
end
vim.fn.writefile({ vim.json.encode(told) }, vim.env.TOCSIN_TOLD)
vim.lsp.stop_client(client_id)
vim.wait(2000, function() return client.is_stopped() end, 10)
vim.cmd("qall!")
