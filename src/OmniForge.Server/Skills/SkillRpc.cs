using Grpc.Core;
using OmniForge.Server.Hosting;
using OmniForge.Skills;
using OmniForge.V1;

namespace OmniForge.Server.Skills;

/// <summary>The wire edge of skills and tools.</summary>
internal sealed class SkillRpc(SkillDirectory skills, ToolCatalog tools) : SkillService.SkillServiceBase
{
    public override async Task<CreateSkillResponse> CreateSkill(CreateSkillRequest request, ServerCallContext context)
        => new() { Skill = await skills.CreateAsync(context.Caller(), request, context.CancellationToken) };

    public override async Task<UpdateSkillResponse> UpdateSkill(UpdateSkillRequest request, ServerCallContext context)
        => new() { Skill = await skills.UpdateAsync(context.Caller(), request, context.CancellationToken) };

    public override async Task<GetSkillResponse> GetSkill(GetSkillRequest request, ServerCallContext context)
        => new() { Skill = await skills.ShowAsync(context.Caller(), request.SkillId, context.CancellationToken) };

    public override Task<ListSkillsResponse> ListSkills(ListSkillsRequest request, ServerCallContext context)
        => skills.ListAsync(context.Caller(), request, context.CancellationToken);

    public override async Task<DeleteSkillResponse> DeleteSkill(DeleteSkillRequest request, ServerCallContext context)
        => new() { Skill = await skills.DeleteAsync(context.Caller(), request, context.CancellationToken) };

    public override Task<ResolveSkillResponse> ResolveSkill(ResolveSkillRequest request, ServerCallContext context)
        => skills.ResolveAsync(context.Caller(), request, context.CancellationToken);

    public override Task<ValidateSkillResponse> ValidateSkill(ValidateSkillRequest request, ServerCallContext context)
    {
        var found = SkillDocument.Parse(request.Text).Check("", request.NameHint.Length > 0 ? request.NameHint : null, request.Profile);
        var response = new ValidateSkillResponse { Valid = found.All(diagnostic => diagnostic.Severity != Severity.Error) };
        response.Diagnostics.Add(found);
        return Task.FromResult(response);
    }

    public override Task<ListToolsResponse> ListTools(ListToolsRequest request, ServerCallContext context)
        => tools.ListAsync(context.Caller(), request, context.CancellationToken);

    public override async Task<GetToolResponse> GetTool(GetToolRequest request, ServerCallContext context)
        => new() { Tool = await tools.GetAsync(context.Caller(), request.ToolName, context.CancellationToken) };
}
