using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Output;
using OmniForge.Cli.Tests.Fakes;
using OmniForge.TestKit;

namespace OmniForge.Cli.Tests.Lint;

/// <summary>Calls commands in this process, with paths below a folder of their own.</summary>
internal sealed class LintCalls : IDisposable
{
    public const string Good = "---\nname: good\ndescription: Writes a weekly report.\n---\nRead the list and write the report.\n";

    public TempFolder Folder { get; } = new();

    /// <summary>Writes a skill that has no findings in the open profile.</summary>
    public string Skill(string path, string text = Good) => Folder.Write(path, text);

    public async Task<LintAnswer> RunAsync(params string[] line) => await RunAsync("", line);

    public async Task<LintAnswer> RunAsync(string input, string[] line)
    {
        var screen = new Screen(input: input);
        using var interrupts = new Interrupts();
        var context = new CliContext(screen.Terminal, interrupts, TimeProvider.System)
        {
            Home = new(Folder.At("home")),
            CurrentFolder = Folder.Path,
        };
        var code = await new CommandTree(context).RunAsync(line);
        return new(code, screen.Text, screen.Problems);
    }

    public void Dispose() => Folder.Dispose();
}

/// <summary>How a call ended.</summary>
internal sealed record LintAnswer(int Code, string Output, string Problems)
{
    public string All => $"exit code {Code}\n--- output\n{Output}\n--- error\n{Problems}";
}
