using OmniForge.Server.Tenancy;

namespace OmniForge.Server.Tests.Tenancy;

public class KeyTextTests
{
    [Fact]
    public void A_key_reads_back_as_it_was_written()
    {
        var key = ApiKeyText.New();
        Assert.Equal(key, ApiKeyText.TryRead(key.Write()));
        Assert.Matches("^of_sk_[0-9A-Za-z]{10}_[0-9A-Za-z]{49}$", key.Write());
    }

    [Fact]
    public void Any_one_changed_character_is_noticed_without_the_database()
    {
        var written = ApiKeyText.New().Write();
        for (var i = 0; i < written.Length; i++)
        {
            var wrong = written[i] == 'x' ? 'y' : 'x';
            Assert.Null(ApiKeyText.TryRead(written[..i] + wrong + written[(i + 1)..]));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("of_sk_")]
    [InlineData("Bearer of_sk_x")]
    [InlineData("of_sk_0123456789_0123456789012345678901234567890123456789012345678")]
    public void What_is_no_key_reads_as_none(string written) => Assert.Null(ApiKeyText.TryRead(written));

    [Fact]
    public void The_secret_is_kept_only_as_its_hash()
    {
        var key = ApiKeyText.New();
        Assert.Matches("^[0-9a-f]{64}$", key.SecretHash);
        Assert.DoesNotContain(key.Secret, key.SecretHash, StringComparison.OrdinalIgnoreCase);
    }
}
