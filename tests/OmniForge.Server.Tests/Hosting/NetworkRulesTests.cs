using OmniForge.Server.Hosting;

namespace OmniForge.Server.Tests.Hosting;

public sealed class NetworkRulesTests
{
    private const string Postgres = "postgres://somebody@db/forge";

    [Theory]
    [InlineData("", "", "", "")]
    [InlineData("", Postgres, "", "")]
    [InlineData("127.0.0.1", Postgres, "", "")]
    [InlineData("localhost", Postgres, "", "")]
    [InlineData("127.0.0.1", Postgres, "cert.pem", "")]
    [InlineData("forge.internal", Postgres, "cert.pem", "")]
    public void What_is_safe_is_allowed(string address, string database, string certificate, string files)
        => NetworkRules.Check(Options(address, database, certificate, files));

    [Theory]
    [InlineData("forge.internal", Postgres, "", "", "OMNIFORGE_TLS_CERTIFICATE")]
    [InlineData("10.0.0.5", Postgres, "", "", "OMNIFORGE_TLS_CERTIFICATE")]
    [InlineData("forge.internal", "", "cert.pem", "", "DATABASE_URL")]
    [InlineData("", Postgres, "cert.pem", "", "OMNIFORGE_ADVERTISED_ADDRESS")]
    [InlineData("", "", "", "database", "DATABASE_URL")]
    public void What_is_not_is_refused_and_the_setting_to_change_is_named(
        string address, string database, string certificate, string files, string named)
        => Assert.Contains(
            "et " + named,
            Assert.Throws<StartRefused>(() => NetworkRules.Check(Options(address, database, certificate, files))).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("", false)]
    [InlineData("localhost", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("forge.internal", true)]
    [InlineData("10.0.0.5", true)]
    public void Only_an_address_beyond_this_machine_opens_the_server_to_others(string address, bool networked)
        => Assert.Equal(networked, new ServerOptions { AdvertisedAddress = address }.Networked);

    private static ServerOptions Options(string address, string database, string certificate, string files)
        => new() { AdvertisedAddress = address, DatabaseUrl = database, Certificate = certificate, Files = files };
}
