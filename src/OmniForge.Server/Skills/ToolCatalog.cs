using System.Security.Cryptography;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using OmniForge.Agents.Tools;
using OmniForge.Server.Hosting;
using OmniForge.Server.Tenancy;
using OmniForge.V1;
using ToolDescriptor = OmniForge.V1.ToolDescriptor;

namespace OmniForge.Server.Skills;

/// <summary>The tools a skill may ask for.</summary>
internal sealed class ToolCatalog(Paging paging)
{
    private static readonly IReadOnlyList<ToolDescriptor> Tools =
        [.. PlatformTools.All.Select(Show)];

    private static readonly string Etag =
        Convert.ToHexStringLower(SHA256.HashData([.. Tools.SelectMany(tool => tool.ToByteArray())]))[..16];

    public static ToolDescriptor Get(string name) => Tools.FirstOrDefault(tool => tool.Name == name) ?? throw DomainException.NotFound("tool", name);

    public ListToolsResponse List(Caller caller, ListToolsRequest request)
    {
        var size = Paging.Size(request.PageSize);
        var binding = $"{caller.TenantId}|ListTools|{request.Integration}|{request.Effect}";
        var after = paging.After(request.PageToken, binding);
        var found = Tools
            .Where(tool => request.Integration.Length == 0 || tool.Integration == request.Integration)
            .Where(tool => request.Effect == ToolEffect.Unspecified || tool.Effect == request.Effect)
            .Where(tool => after is null || string.CompareOrdinal(tool.Name, after) > 0)
            .Take(size + 1).ToList();
        var response = new ListToolsResponse { CatalogEtag = Etag };
        response.Tools.Add(found.Take(size));
        response.NextPageToken = found.Count > size ? paging.Next(found[size - 1].Name, binding) : "";
        return response;
    }

    public static ToolEffect EffectOf(ToolClass tool) => tool switch
    {
        ToolClass.Pure or ToolClass.Read => ToolEffect.Read,
        ToolClass.Workspace or ToolClass.Write => ToolEffect.Write,
        _ => ToolEffect.External,
    };

    private static ToolDescriptor Show(OmniForge.Agents.Tools.ToolDescriptor tool)
    {
        var shown = Fields(tool);
        shown.Scopes.AddRange(PlatformTools.ScopesOf(tool.Name));
        return shown;
    }

    private static ToolDescriptor Fields(OmniForge.Agents.Tools.ToolDescriptor tool) => new()
    {
        Name = tool.Name,
        Title = tool.Title,
        Description = tool.Description,
        InputSchema = Struct.Parser.ParseJson(tool.InputSchema.GetRawText()),
        Effect = EffectOf(tool.Class),
        Integration = tool.Integration,
        Source = tool.Integration.Length > 0 ? ToolSource.Integration : ToolSource.BuiltIn,
        Idempotent = tool.Repeat == ToolRepeat.Safe,
        Timeout = Duration.FromTimeSpan(tool.Timeout),
    };
}
