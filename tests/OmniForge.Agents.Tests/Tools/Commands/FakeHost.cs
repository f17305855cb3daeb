using OmniForge.Agents.Tools.Commands;
using OmniForge.Agents.Workspaces;

namespace OmniForge.Agents.Tests.Tools.Commands;

/// <summary>Runs nothing; remembers what it was asked for and answers as told.</summary>
internal sealed class FakeHost : ICommandHost
{
    public List<CommandWish> Wishes { get; } = [];

    public Func<CommandWish, CommandEnd> Answer { get; set; } = wish => new() { ExitCode = 0, Output = $"{string.Join('|', wish.Words)}\n" };

    public Task<CommandEnd> RunAsync(CommandWish wish, IWorkspace workspace, CancellationToken cancellationToken)
    {
        Wishes.Add(wish);
        return Task.FromResult(Answer(wish));
    }
}
