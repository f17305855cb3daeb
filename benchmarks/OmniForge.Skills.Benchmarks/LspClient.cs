using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace OmniForge.Skills.Benchmarks;

/// <summary>A client of a language server in a process of its own; one request at a time.</summary>
internal sealed class LspClient : IDisposable
{
    private readonly Process _process;
    private readonly Stream _input;
    private readonly Stream _output;
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private int _id;

    public LspClient(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        _input = _process.StandardInput.BaseStream;
        _output = _process.StandardOutput.BaseStream;
    }

    /// <summary>Resident memory now, in MB.</summary>
    public double ResidentMb
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1048576.0;
        }
    }

    /// <summary>Most resident memory so far, in MB.</summary>
    public double PeakMb
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64 / 1048576.0;
        }
    }

    public JsonNode? Ask(string method, JsonNode? parameters)
    {
        var id = ++_id;
        Send(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = method, ["params"] = parameters });
        while (true)
        {
            var message = Read();
            if (message["method"] is null && (int?)message["id"] == id)
            {
                return message["error"] is { } error ? throw new InvalidOperationException($"{method}: {error}") : message["result"];
            }

            Answer(message);
        }
    }

    public void Tell(string method, JsonNode? parameters)
        => Send(new JsonObject { ["jsonrpc"] = "2.0", ["method"] = method, ["params"] = parameters });

    /// <summary>Waits for the diagnostics of a document.</summary>
    public JsonNode Diagnostics()
    {
        while (true)
        {
            var message = Read();
            if ((string?)message["method"] == "textDocument/publishDiagnostics")
            {
                return message["params"]!;
            }

            Answer(message);
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.WaitForExit();
        _process.Dispose();
    }

    // Requests of the server (registrations, configuration) are granted with nothing.
    private void Answer(JsonNode message)
    {
        if (message["method"] is not null && message["id"] is { } id)
        {
            Send(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id.DeepClone(), ["result"] = null });
        }
    }

    private void Send(JsonObject message)
    {
        var content = Encoding.UTF8.GetBytes(message.ToJsonString());
        _input.Write(Encoding.ASCII.GetBytes($"Content-Length: {content.Length}\r\n\r\n"));
        _input.Write(content);
        _input.Flush();
    }

    private JsonNode Read()
    {
        var length = 0;
        for (var line = Line(); line.Length > 0; line = Line())
        {
            if (line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            {
                length = int.Parse(line.AsSpan(15), CultureInfo.InvariantCulture);
            }
        }

        var content = new byte[length];
        for (var at = 0; at < length;)
        {
            Fill();
            var taken = Math.Min(length - at, _end - _start);
            _buffer.AsSpan(_start, taken).CopyTo(content.AsSpan(at));
            _start += taken;
            at += taken;
        }

        return JsonNode.Parse(content)!;
    }

    private string Line()
    {
        var line = new StringBuilder();
        while (true)
        {
            Fill();
            var c = (char)_buffer[_start++];
            if (c == '\n')
            {
                return line.ToString();
            }

            if (c != '\r')
            {
                line.Append(c);
            }
        }
    }

    private void Fill()
    {
        if (_start < _end)
        {
            return;
        }

        (_start, _end) = (0, _output.Read(_buffer));
        if (_end == 0)
        {
            throw new EndOfStreamException("The server closed its output.");
        }
    }
}
