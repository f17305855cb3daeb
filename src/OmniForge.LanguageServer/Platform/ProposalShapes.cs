using OmniForge.Client;
using OmniForge.LanguageServer.Protocol;
using OmniForge.V1;

namespace OmniForge.LanguageServer.Platform;

/// <summary>Proposals with the texts before and after, so that an editor can show the difference.</summary>
internal sealed class ProposalShapes(OmniForgeClient platform)
{
    public async Task<ProposalItem> OfAsync(Proposal proposal, CancellationToken cancellationToken)
    {
        var before = await DraftAsync(proposal, cancellationToken).ConfigureAwait(false);
        return new(
            proposal.Id,
            proposal.Title,
            proposal.Rationale,
            PlatformWords.Of(proposal.Status),
            [.. proposal.Changes.SelectMany(change => Files(change, before))],
            [.. proposal.Changes.Select(change => change.Summary).Where(line => line.Length > 0)]);
    }

    private static IEnumerable<ProposedFile> Files(ProposedChange change, Dictionary<string, string> before) => change.ChangeCase switch
    {
        ProposedChange.ChangeOneofCase.CreateSkill => change.CreateSkill.Files.Select(file
            => new ProposedFile(file.Path, before.GetValueOrDefault(file.Path), file.Content.ToStringUtf8())),
        ProposedChange.ChangeOneofCase.EditSkill when change.EditSkill.HasContent =>
            [new(change.EditSkill.Path, before.GetValueOrDefault(change.EditSkill.Path), change.EditSkill.Content.ToStringUtf8())],
        ProposedChange.ChangeOneofCase.DeleteSkill => before
            .Where(file => file.Key.StartsWith(change.DeleteSkill + "/", StringComparison.Ordinal))
            .Select(file => new ProposedFile(file.Key, file.Value, null)),
        _ => [],
    };

    // The draft as it is now. Of an agent that does not exist yet there is none.
    private async Task<Dictionary<string, string>> DraftAsync(Proposal proposal, CancellationToken cancellationToken)
    {
        if (proposal.AgentId.Length == 0 || proposal.Status != ProposalStatus.Open)
        {
            return [];
        }

        try
        {
            var draft = await platform.Agents.GetDraftAsync(proposal.AgentId, cancellationToken).ConfigureAwait(false);
            return draft.Files.ToDictionary(file => file.Path, file => file.Content.ToStringUtf8(), StringComparer.Ordinal);
        }
        catch (OmniForgeException refusal) when (refusal.StatusCode is Grpc.Core.StatusCode.NotFound or Grpc.Core.StatusCode.FailedPrecondition)
        {
            return [];
        }
    }
}
