using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OmniForge.Server.Hosting;

namespace OmniForge.Server.Tests.Hosting;

public sealed class SecretShapesTests
{
    private const string Jwt = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzb21lYm9keSJ9.c2lnbmF0dXJl-_x";

    [Theory]
    [InlineData("of_sk_", "Ab3dEf6hIj_Kl9mNoPqRsTuVwXyZ0123456789")]
    [InlineData("ntn_", "a1b2c3d4e5f6")]
    [InlineData("secret_", "AbCdEfGhIjKlMnOp")]
    [InlineData("xoxb-", "1234-5678-abcdefgh")]
    [InlineData("xoxp-", "1234-5678-abcdefgh")]
    [InlineData("xoxe.", "xoxp-1-Mi0yLWFiYw")]
    [InlineData("xoxe-", "1-Mi0yLWFiYw")]
    [InlineData("lin_api_", "aBcDeF123456")]
    [InlineData("lin_oauth_", "0a1b2c3d4e5f")]
    [InlineData("ghp_", "abcdefABCDEF0123456789")]
    [InlineData("gho_", "abcdefABCDEF0123456789")]
    [InlineData("ghs_", "abcdefABCDEF0123456789")]
    [InlineData("ghu_", "abcdefABCDEF0123456789")]
    [InlineData("ghr_", "abcdefABCDEF0123456789")]
    [InlineData("github_pat_", "11ABCDEFG_abcdefgh")]
    [InlineData("sk-", "ant-api03-abcdefgh")]
    [InlineData("Bearer ", "abc.def-123~456+/=")]
    [InlineData("bearer ", "opaqueopaque")]
    [InlineData("Basic ", "dXNlcjpwYXNz")]
    [InlineData("", Jwt)]
    public void A_known_shape_is_masked_wherever_it_stands(string kind, string secret)
    {
        Assert.All<(string Before, string After)>(
            [("", ""), ("token=", " was refused"), ("{\"a\":\"", "\"}"), ("(", ")"), ("https://x.test/?t=", "&y=1"), ("line\n", "\nline")],
            around => Assert.Equal(
                $"{around.Before}{kind}[secret]{around.After}", SecretShapes.Masked(around.Before + kind + secret + around.After)));
    }

    [Fact]
    public void A_private_key_is_masked_whole_and_to_the_end_when_it_was_cut()
    {
        const string Begin = "-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIIrYSSNQFaA2Hwf1duRSxKtLYX5CB04fSeQ6tF1aY";
        Assert.Equal("key [secret] end", SecretShapes.Masked($"key {Begin}\n-----END EC PRIVATE KEY----- end"));
        Assert.Equal("key [secret]", SecretShapes.Masked($"key {Begin}"));
    }

    [Fact]
    public void The_password_of_an_address_is_masked_and_the_address_stays()
        => Assert.Equal(
            "cannot reach postgres://forge:[secret]@db.internal:5432/forge",
            SecretShapes.Masked("cannot reach postgres://forge:s3cr3t!@db.internal:5432/forge"));

    [Theory]
    [InlineData("The risk-assessment of task-management at disk-4 is done")]
    [InlineData("http://127.0.0.1:5080/api/v1/agents?x=a@b")]
    [InlineData("secret_key is missing; secret_ too")]
    [InlineData("Execution 0198c0ffee0198c0ffee0198c0ffee01 ended after 3 steps")]
    public void Ordinary_text_stays_as_it_is(string text) => Assert.Equal(text, SecretShapes.Masked(text));

    [Fact]
    public void Masking_twice_changes_nothing_more()
    {
        var once = SecretShapes.Masked($"Bearer {Jwt} and sk-abcdefghijkl and ghp_abcdefABCDEF0123456789");
        Assert.Equal(once, SecretShapes.Masked(once));
    }

    [Fact]
    public void A_log_line_shows_no_secret_of_its_message_or_of_the_exception()
    {
        var formatter = new MaskedConsole(new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)));
        using var written = new StringWriter();
        var broken = new InvalidOperationException("outer ntn_abcdef123456", new HttpRequestException("inner Bearer abcdefgh1234"));
        formatter.Write(
            new LogEntry<string>(LogLevel.Error, "OmniForge.Some", new EventId(7), "refused xoxb-1234-abcdefgh\nat once", broken, (state, _) => state), null, written);
        Assert.Equal(
            "03:04:05.000 fail: OmniForge.Some[7] refused xoxb-[secret] at once System.InvalidOperationException: outer ntn_[secret]  "
            + "---> System.Net.Http.HttpRequestException: inner Bearer [secret]    --- End of inner exception stack trace ---",
            written.ToString().TrimEnd());
    }
}
