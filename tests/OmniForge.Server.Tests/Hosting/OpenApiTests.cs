using System.Text.Json.Nodes;
using OmniForge.Server.Hosting;
using OmniForge.Server.Tenancy;
using OmniForge.TestKit;

namespace OmniForge.Server.Tests.Hosting;

public class OpenApiTests
{
    [Fact]
    public void The_checked_in_document_is_what_the_contract_says()
        => Golden.Match(Path.Combine(SourceTree.Root, "docs"), "openapi.json", OpenApiDocument.Write());

    [Fact]
    public void Every_call_with_a_route_is_described_once()
    {
        var document = JsonNode.Parse(OpenApiDocument.Write())!;
        var described = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(operation => (string)operation.Value!["operationId"]!).ToList();
        Assert.Equal(described.Distinct(), described);
        var routed = Contract.Methods.Where(method => !method.IsClientStreaming).Select(method => method.Name);
        Assert.Empty(routed.Except(described));
    }

    [Fact]
    public void Every_reference_leads_somewhere()
    {
        var text = OpenApiDocument.Write();
        var known = JsonNode.Parse(text)!["components"]!["schemas"]!.AsObject().Select(schema => $"#/components/schemas/{schema.Key}").ToHashSet();
        var named = System.Text.RegularExpressions.Regex.Matches(text, "\"\\$ref\": \"([^\"]+)\"").Select(match => match.Groups[1].Value);
        Assert.Empty(named.Except(known));
    }
}
