using System.Text;
using OmniForge.Doubles.Webhooks;

namespace OmniForge.Doubles.Tests.Webhooks;

public class SignatureTests
{
    // The pair that GitHub publishes.
    [Fact]
    public void The_signature_of_GitHub_is_the_published_one()
        => Assert.Equal(
            "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
            WebhookSignatures.GitHub("It's a Secret to Everybody", Encoding.UTF8.GetBytes("Hello, World!")));

    // The example that Slack publishes.
    [Fact]
    public void The_signature_of_Slack_is_the_published_one()
        => Assert.Equal(
            "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
            WebhookSignatures.Slack(
                "8f742231b10e8888abcd99yyyzzz85a5",
                1531420618,
                Encoding.UTF8.GetBytes(
                    "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA"
                    + "&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554"
                    + "%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c")));

    // RFC 4231, test case 2: an HMAC with SHA-256 as such.
    [Fact]
    public void Linear_and_Notion_sign_the_body_alone()
    {
        var body = Encoding.UTF8.GetBytes("what do ya want for nothing?");
        const string Known = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        Assert.Equal(Known, WebhookSignatures.Linear("Jefe", body));
        Assert.Equal("sha256=" + Known, WebhookSignatures.Notion("Jefe", body));
    }
}
