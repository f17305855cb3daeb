using OmniForge.LanguageServer.Protocol;
using OmniForge.LanguageServer.Workspace;

namespace OmniForge.LanguageServer.Features.Navigation;

/// <summary>The skills of the workspace by name.</summary>
internal sealed class WorkspaceSymbols(WorkspaceSkills workspace, Progress progress)
{
    private const int Module = 2;
    private const int Most = 200;
    private static readonly TextRange Start = new(new(0, 0), new(0, 0));

    public Task<IReadOnlyList<WorkspaceSymbol>> FindAsync(WorkspaceSymbolParams asked, CancellationToken cancellationToken)
        => progress.DuringAsync(asked.WorkDoneToken, "Looking for skills", (_, _) => Task.FromResult(Find(asked)), cancellationToken);

    private IReadOnlyList<WorkspaceSymbol> Find(WorkspaceSymbolParams asked)
        => [.. workspace.Index
            .Where(indexed => Fits(indexed.Skill.Name, asked.Query ?? ""))
            .OrderBy(indexed => indexed.Skill.Name, StringComparer.Ordinal)
            .Take(Most)
            .Select(indexed => new WorkspaceSymbol(indexed.Skill.Name, Module, new(indexed.Uri, Start), indexed.Skill.Path))];

    // The letters of the query in their order, as editors look for names.
    private static bool Fits(string name, string query)
    {
        var at = 0;
        foreach (var letter in query)
        {
            at = name.IndexOf(letter.ToString(), at, StringComparison.OrdinalIgnoreCase) + 1;
            if (at == 0)
            {
                return false;
            }
        }

        return true;
    }
}
