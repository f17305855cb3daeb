using System.Text;
using Spectre.Console;

namespace OmniForge.Cli.Output;

/// <summary>The only place that touches the console. Everything printed is cleaned of control characters: text of others may hold them.</summary>
internal sealed class Terminal
{
    private readonly TextReader _input;
    private readonly TextWriter _output;
    private readonly TextWriter _error;
    private readonly Lazy<IAnsiConsole> _ansi;
    private Task<string?>? _reading;

    public Terminal(TextReader input, TextWriter output, TextWriter error, TerminalKind kind)
    {
        _input = input;
        _output = output;
        _error = error;
        Kind = kind;
        _ansi = new(() => AnsiOf(output, kind));
    }

    public TerminalKind Kind { get; }

    /// <summary>Made when first used: many commands print plain text only.</summary>
    public IAnsiConsole Ansi => _ansi.Value;

    public TextWriter Output => _output;

    public TextWriter Error => _error;

    private static IAnsiConsole AnsiOf(TextWriter output, TerminalKind kind)
    {
        var ansi = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = kind.Rich ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = kind.Rich ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = kind.Rich ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        if (!kind.Rich)
        {
            ansi.Profile.Width = 200;
        }

        return ansi;
    }

    public static Terminal OfProcess()
    {
#pragma warning disable RS0030 // This is the terminal.
        var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { AutoFlush = true };
        var error = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { AutoFlush = true };
        var plain = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } || Environment.GetEnvironmentVariable("TERM") == "dumb";
        var kind = new TerminalKind(
            Typing: !Console.IsInputRedirected && !Console.IsOutputRedirected, Rich: !Console.IsOutputRedirected && !plain)
        {
            Watched = !Console.IsErrorRedirected && !plain,
        };
        return new(new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false)), output, error, kind);
#pragma warning restore RS0030
    }

    public void Line(string text = "") => _output.WriteLine(Clean(text));

    public void Write(string text) => _output.Write(Clean(text));

    /// <summary>Bytes of a file, unchanged.</summary>
    public void Raw(byte[] content)
    {
        _output.Flush();
        if (_output is StreamWriter writer)
        {
            writer.BaseStream.Write(content);
            writer.BaseStream.Flush();
        }
        else
        {
            _output.Write(Encoding.UTF8.GetString(content));
        }
    }

    /// <summary>A text that was cleaned where it was made, because it holds colours.</summary>
    public void Report(string text)
    {
        _output.Write(text);
        _output.Flush();
    }

    /// <summary>Everything that is typed or piped in, unchanged.</summary>
    public Stream InputBytes()
        => _input is StreamReader reader ? reader.BaseStream : new MemoryStream(Encoding.UTF8.GetBytes(_input.ReadToEnd()));

    /// <summary>To standard error, so that a script's pipe stays clean.</summary>
    public void Problem(string text) => _error.WriteLine(Clean(text));

    /// <summary>The next line of input; null at its end. A wait that was cancelled leaves the line for the next wait.</summary>
    public async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        _reading ??= Task.Run(_input.ReadLine, CancellationToken.None);
        var line = await _reading.WaitAsync(cancellationToken);
        _reading = null;
        return line;
    }

    /// <summary>Line breaks and tabs stay; other control characters, which could drive the terminal, become visible.</summary>
    public static string Clean(string text)
    {
        if (!text.Any(IsUnsafe))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            clean.Append(IsUnsafe(letter) ? '\uFFFD' : letter);
        }

        return clean.ToString();
    }

    private static bool IsUnsafe(char letter) => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t');
}

/// <summary>What the terminal can do.</summary>
/// <param name="Typing">A person types and reads.</param>
/// <param name="Rich">Colours and moving lines may be used.</param>
internal sealed record TerminalKind(bool Typing, bool Rich)
{
    /// <summary>Standard error is a terminal, so that a moving line there is seen and disturbs no file.</summary>
    public bool Watched { get; init; }
}
