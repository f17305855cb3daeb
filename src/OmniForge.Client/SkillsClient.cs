using OmniForge.Client.Wire;
using OmniForge.V1;

namespace OmniForge.Client;

/// <summary>Skills of agents and tenants, and the tools they may ask for.</summary>
public sealed class SkillsClient
{
    private readonly Caller _caller;
    private readonly SkillService.SkillServiceClient _stub;

    internal SkillsClient(Caller caller)
    {
        _caller = caller;
        _stub = new(caller.Invoker);
    }

    /// <summary>Adds a skill to the tenant or to the draft of an agent.</summary>
    public async Task<Skill> CreateAsync(CreateSkillRequest request, CancellationToken cancellationToken = default)
    {
        var sent = request.Clone();
        sent.RequestId = RequestIds.Of(request.RequestId);
        var response = await _caller.CallAsync(_stub.CreateSkillAsync, sent, cancellationToken).ConfigureAwait(false);
        return response.Skill;
    }

    /// <summary>Replaces text or files.</summary>
    public async Task<Skill> UpdateAsync(UpdateSkillRequest request, CancellationToken cancellationToken = default)
    {
        var sent = request.Clone();
        sent.RequestId = RequestIds.Of(request.RequestId);
        var response = await _caller.CallAsync(_stub.UpdateSkillAsync, sent, cancellationToken).ConfigureAwait(false);
        return response.Skill;
    }

    /// <summary>One skill.</summary>
    public Task<Skill> GetAsync(string skillId, CancellationToken cancellationToken = default)
        => GetAsync(new GetSkillRequest { SkillId = skillId }, cancellationToken);

    /// <summary>One skill.</summary>
    public async Task<Skill> GetAsync(GetSkillRequest request, CancellationToken cancellationToken = default)
    {
        var response = await _caller.CallAsync(_stub.GetSkillAsync, request, cancellationToken).ConfigureAwait(false);
        return response.Skill;
    }

    /// <summary>Removes a skill that no agent uses.</summary>
    public Task<Skill> DeleteAsync(string skillId, CancellationToken cancellationToken = default)
        => DeleteAsync(new DeleteSkillRequest { SkillId = skillId }, cancellationToken);

    /// <summary>Removes a skill that no agent uses.</summary>
    public async Task<Skill> DeleteAsync(DeleteSkillRequest request, CancellationToken cancellationToken = default)
    {
        var sent = request.Clone();
        sent.RequestId = RequestIds.Of(request.RequestId);
        var response = await _caller.CallAsync(_stub.DeleteSkillAsync, sent, cancellationToken).ConfigureAwait(false);
        return response.Skill;
    }

    /// <summary>Which layer wins for a name, and what it hides.</summary>
    public async Task<ResolveSkillResponse> ResolveAsync(ResolveSkillRequest request, CancellationToken cancellationToken = default)
    {
        return await _caller.CallAsync(_stub.ResolveSkillAsync, request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Diagnostics of a text; nothing is stored.</summary>
    public async Task<ValidateSkillResponse> ValidateAsync(ValidateSkillRequest request, CancellationToken cancellationToken = default)
    {
        return await _caller.CallAsync(_stub.ValidateSkillAsync, request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>One tool.</summary>
    public Task<ToolDescriptor> GetToolAsync(string toolName, CancellationToken cancellationToken = default)
        => GetToolAsync(new GetToolRequest { ToolName = toolName }, cancellationToken);

    /// <summary>One tool.</summary>
    public async Task<ToolDescriptor> GetToolAsync(GetToolRequest request, CancellationToken cancellationToken = default)
    {
        var response = await _caller.CallAsync(_stub.GetToolAsync, request, cancellationToken).ConfigureAwait(false);
        return response.Tool;
    }

    /// <summary>Skills by name. Reads page after page.</summary>
    public IAsyncEnumerable<Skill> ListAsync(ListSkillsRequest? filter = null, CancellationToken cancellationToken = default)
    {
        var request = filter?.Clone() ?? new ListSkillsRequest();
        return Paging.AllAsync(
            (token, ct) =>
            {
                request.PageToken = token;
                return _caller.CallAsync(_stub.ListSkillsAsync, request, ct);
            },
            page => page.Skills, page => page.NextPageToken, cancellationToken);
    }

    /// <summary>Tools by name. Reads page after page.</summary>
    public IAsyncEnumerable<ToolDescriptor> ListToolsAsync(ListToolsRequest? filter = null, CancellationToken cancellationToken = default)
    {
        var request = filter?.Clone() ?? new ListToolsRequest();
        return Paging.AllAsync(
            (token, ct) =>
            {
                request.PageToken = token;
                return _caller.CallAsync(_stub.ListToolsAsync, request, ct);
            },
            page => page.Tools, page => page.NextPageToken, cancellationToken);
    }
}
