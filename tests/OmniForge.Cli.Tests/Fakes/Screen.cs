using System.Text;
using OmniForge.Cli.Output;

namespace OmniForge.Cli.Tests.Fakes;

/// <summary>A terminal whose text a test reads.</summary>
internal sealed class Screen
{
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();

    public Screen(bool typing = false, string input = "") => Terminal = new(
        new StringReader(input),
        new StringWriter(_output) { NewLine = "\n" },
        new StringWriter(_error) { NewLine = "\n" },
        new TerminalKind(Typing: typing, Rich: false));

    public Terminal Terminal { get; }

    public string Text => _output.ToString();

    public string Problems => _error.ToString();
}
