using Microsoft.Extensions.Configuration;
using OmniForge.Server.Hosting;
using OmniForge.Server.Mcp;

namespace OmniForge.Server.Tests.Mcp;

public sealed class McpSettingTests
{
    [Theory]
    [InlineData(null, "", false, "MCP_CONSENT_REQUIRED")]
    [InlineData(null, "", true, null)]
    [InlineData(null, "forge.example.com", true, "MCP_STDIO_OFF")]
    [InlineData(true, "forge.example.com", false, null)]
    [InlineData(true, "", false, null)]
    [InlineData(false, "", true, "MCP_STDIO_OFF")]
    [InlineData(false, "forge.example.com", true, "MCP_STDIO_OFF")]
    public void Programs_run_where_the_operator_allows_it_or_one_person_agreed(bool? allowed, string address, bool agreed, string? refusal)
    {
        var server = new ServerOptions { AdvertisedAddress = address };
        var reason = Record.Exception(() => new McpSettings { AllowStdio = allowed }.DemandProgram(server, agreed ? Consent.Given : Consent.Missing)) as DomainException;
        Assert.Equal(refusal, reason?.Reason);
    }

    [Theory]
    [InlineData("Mcp:AllowStdio", "perhaps")]
    [InlineData("Mcp:AllowStdin", "true")]
    public void A_setting_that_cannot_be_meant_stops_the_start(string name, string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [name] = value }).Build();
        Assert.Contains("Mcp:AllowStdi", Assert.Throws<StartRefused>(() => McpSettings.Read(configuration)).Message, StringComparison.Ordinal);
    }
}
