using OmniForge.V1;

namespace OmniForge.Cli.Chat;

/// <summary>The skill files a proposal would write.</summary>
internal static class ProposedSkills
{
    public static IReadOnlyList<(string Path, string Text)> Of(Proposal proposal)
    {
        var found = new List<(string, string)>();
        foreach (var change in proposal.Changes)
        {
            foreach (var file in change.CreateSkill?.Files ?? [])
            {
                found.Add((file.Path, file.Content.ToStringUtf8()));
            }

            if (change.EditSkill is { } edit)
            {
                found.Add((edit.Path, edit.HasContent ? edit.Content.ToStringUtf8() : change.Preview));
            }
        }

        return found;
    }
}
