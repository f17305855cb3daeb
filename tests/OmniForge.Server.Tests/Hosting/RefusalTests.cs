using Google.Rpc;
using Grpc.Core;
using OmniForge.Server.Tests.Agents;

namespace OmniForge.Server.Tests.Hosting;

public abstract class RefusalTests(ServerFixture fixture) : ServerTests(fixture)
{
    [Fact]
    public async Task Every_kind_of_refusal_has_its_detail()
    {
        var client = await ClientAsync();
        var agent = await client.NewAgentAsync(Ct);
        var missing = await Refused.ByAsync("RESOURCE_NOT_FOUND", async () => await client.Agents.GetAgentAsync(new() { AgentId = "none" }, cancellationToken: Ct));
        Assert.Equal(("agent", "none"), (missing.Detail<ResourceInfo>()!.ResourceType, missing.Detail<ResourceInfo>()!.ResourceName));
        var status = await Refused.ByAsync("TEST_REQUIRED", async () => await client.Agents.ActivateAgentAsync(new() { AgentId = agent.Id }, cancellationToken: Ct));
        var violation = Assert.Single(status.Detail<PreconditionFailure>()!.Violations);
        Assert.Equal(("TEST_REQUIRED", agent.Id), (violation.Type, violation.Subject));
        var field = await Refused.ByAsync("FIELD_INVALID", async () => await client.Agents.CreateAgentAsync(new() { Agent = new() }, cancellationToken: Ct));
        Assert.Equal("agent.name", Assert.Single(field.Detail<BadRequest>()!.FieldViolations).Field);
        var draft = await Refused.ByAsync("DRAFT_MISSING", async () => await client.Agents.GetDraftAsync(new() { AgentId = agent.Id }, cancellationToken: Ct));
        Assert.Equal(StatusCode.FailedPrecondition, draft.Code);
    }

    [Fact]
    public async Task The_request_id_of_the_caller_comes_back()
    {
        var client = await ClientAsync();
        var headers = new Metadata { { "x-request-id", "trace-me" } };
        var refused = await Refused.ByAsync(async () => await client.Agents.GetAgentAsync(new() { AgentId = "none" }, headers, cancellationToken: Ct));
        Assert.Equal("trace-me", refused.Detail<RequestInfo>()!.RequestId);
        using var call = client.Agents.ListAgentsAsync(new(), headers, cancellationToken: Ct);
        Assert.Equal("trace-me", (await call.ResponseHeadersAsync).GetValue("x-request-id"));
        await call;
    }

    [Fact]
    public void Every_reason_the_code_gives_is_in_the_contract()
    {
        var known = V1.ErrorReason.Unspecified.GetType().GetFields().Select(field => field.GetCustomAttributes(typeof(Google.Protobuf.Reflection.OriginalNameAttribute), false))
            .Where(names => names.Length == 1).Select(names => ((Google.Protobuf.Reflection.OriginalNameAttribute)names[0]).Name["ERROR_REASON_".Length..]).ToHashSet();
        var source = Path.Combine(TestKit.SourceTree.Root, "src", "OmniForge.Server");
        var given = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains("Migrations", StringComparison.Ordinal))
            .SelectMany(file => System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(file), "(?:DomainException\\(\\s*Refusal\\.\\w+, |DomainException\\.(?:Status|Invalid)\\(\\s*)\"([A-Z_]+)\""))
            .Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.NotEmpty(given);
        Assert.Empty(given.Except(known));
    }
}

public sealed class SqliteRefusalTests(SqliteServer server) : RefusalTests(server);

public sealed class PostgresRefusalTests(PostgresServer server) : RefusalTests(server);
