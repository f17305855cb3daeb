using System.Security.Cryptography;
using System.Text;
using OmniForge.Server.Hosting;
using OmniForge.Server.Vault.Keys;
using OmniForge.TestKit;

namespace OmniForge.Server.Tests.Vault;

public sealed class KeyRingTests
{
    private static readonly string Good = KeyText.NewText();

    public static TheoryData<string> NoKeys =>
    [
        "", "secret", Good[..42], Good[..^2], Good + Good, $"{Good}x", new string('*', 44), Convert.ToBase64String(RandomNumberGenerator.GetBytes(31)),
        Convert.ToBase64String(RandomNumberGenerator.GetBytes(33)), Convert.ToHexString(RandomNumberGenerator.GetBytes(32)),
    ];

    public static TheoryData<string> Guessable =>
    [
        Convert.ToBase64String(new byte[32]), Convert.ToBase64String([.. Enumerable.Repeat((byte)0xA7, 32)]),
        Convert.ToBase64String([.. Enumerable.Range(0, 32).Select(i => (byte)i)]), Convert.ToBase64String([.. Enumerable.Range(0, 32).Select(i => (byte)(255 - (7 * i)))]),
        Convert.ToBase64String(Encoding.ASCII.GetBytes("correct horse battery staple !!!")), Convert.ToBase64String(Encoding.ASCII.GetBytes("0123456789abcdef0123456789abcdef")),
        Convert.ToBase64String([.. Enumerable.Range(0, 32).Select(i => (byte)(i % 4 * 61))]), "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=",
    ];

    [Theory]
    [MemberData(nameof(NoKeys))]
    public void What_is_not_32_bytes_of_base64_is_refused_and_its_place_named(string text)
    {
        var refused = Assert.Throws<StartRefused>(() => KeyText.Read(text, "CREDENTIAL_ENCRYPTION_KEY"));
        Assert.Contains("CREDENTIAL_ENCRYPTION_KEY is not 32 bytes", refused.Message, StringComparison.Ordinal);
        Assert.True(text.Length == 0 || !refused.Message.Contains(text, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Guessable))]
    public void A_key_that_can_be_guessed_is_refused(string text)
        => Assert.Contains("no random key", Assert.Throws<StartRefused>(() => KeyText.Read(text, "here")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_key_may_be_written_in_either_alphabet_with_and_without_its_padding()
    {
        for (var i = 0; i < 1000; i++)
        {
            var bytes = RandomNumberGenerator.GetBytes(32);
            var text = Convert.ToBase64String(bytes);
            Assert.Equal(bytes, KeyText.Read($" {text}\n", "here"));
            Assert.Equal(bytes, KeyText.Read(text.TrimEnd('=').Replace('+', '-').Replace('/', '_'), "here"));
        }
    }

    [Fact]
    public void With_one_key_nothing_needs_to_be_named()
        => Assert.Equal("k1", KeyRing.Of([Entry("k1", "Vault:Keys")], "").Active);

    [Fact]
    public void The_first_key_of_the_file_is_the_active_one()
        => Assert.Equal("b", KeyRing.Of([Entry("b", "file"), Entry("a", "file")], "").Active);

    [Fact]
    public void Several_keys_need_a_word_on_which_is_active()
    {
        IReadOnlyList<KeyEntry>[] unclear =
        [
            [Entry("a", "Vault:Keys"), Entry("b", "Vault:Keys")], [Entry("a", "file"), Entry("b", "CREDENTIAL_ENCRYPTION_KEY")], [Entry("a", "file"), Entry("b", "Vault:Keys")],
        ];
        Assert.All(unclear, keys => Assert.Contains("Set Vault__Active", Assert.Throws<StartRefused>(() => KeyRing.Of(keys, "")).Message, StringComparison.Ordinal));
        Assert.All(unclear, keys => Assert.Equal("b", KeyRing.Of(keys, "b").Active));
        Assert.All(unclear, keys => Assert.Contains("\"c\", which is not configured", Assert.Throws<StartRefused>(() => KeyRing.Of(keys, "c")).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void One_name_for_two_keys_is_refused_and_the_same_key_twice_is_not()
    {
        var key = Entry("a", "file");
        Assert.Contains("given twice", Assert.Throws<StartRefused>(() => KeyRing.Of([key, Entry("a", "Vault:Keys")], "a")).Message, StringComparison.Ordinal);
        Assert.Equal("a", KeyRing.Of([key, new KeyEntry("a", key.Bytes, "Vault:Keys")], "").Active);
    }

    [Theory]
    [InlineData("K1")]
    [InlineData("1k")]
    [InlineData("a b")]
    [InlineData("")]
    [InlineData("a23456789012345678901234567890123")]
    public void A_name_that_does_not_fit_the_database_or_a_variable_is_refused(string id)
        => Assert.Contains("no name of a vault key", Assert.Throws<StartRefused>(() => KeyText.CheckedId(id, "here")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_gives_its_keys_in_order_and_its_remarks_survive_changes()
    {
        using var folder = new TempFolder();
        var path = Owned(folder.Write("keys", $"# written by hand\n\na:{Good}\n{Good}\n"));
        var bare = KeyText.IdOf(Convert.FromBase64String(Good));
        Assert.Equal(["a", bare], KeyFile.Read(path).Entries.Select(entry => entry.Id));
        KeyFile.Read(path).WithNew("c", KeyText.NewText()).WithFirst("c");
        Assert.Equal(["c", "a", bare], KeyFile.Read(path).Entries.Select(entry => entry.Id));
        KeyFile.Read(path).Without("a");
        Assert.Equal(["c", bare], KeyFile.Read(path).Entries.Select(entry => entry.Id));
        Assert.StartsWith("# written by hand\n", File.ReadAllText(path), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    public void A_file_that_others_can_use_is_refused(UnixFileMode others)
    {
        using var folder = new TempFolder();
        var path = Owned(folder.Write("keys", $"a:{Good}\n"));
        File.SetUnixFileMode(path, File.GetUnixFileMode(path) | others);
        Assert.Contains($"chmod 600 {path}", Assert.Throws<StartRefused>(() => KeyFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_counts_as_the_file_it_leads_to_and_stays_a_link()
    {
        using var folder = new TempFolder();
        var path = Owned(folder.Write("mounted/keys", $"a:{Good}\n"));
        var link = folder.At("keys");
        File.CreateSymbolicLink(link, path);
        KeyFile.Read(link).WithNew("b", KeyText.NewText());
        Assert.Equal(path, new FileInfo(link).LinkTarget);
        Assert.Equal(["a", "b"], KeyFile.Read(path).Entries.Select(entry => entry.Id));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.Contains("chmod 600", Assert.Throws<StartRefused>(() => KeyFile.Read(link)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_missing_empty_or_wrong_is_refused_without_showing_what_it_holds()
    {
        using var folder = new TempFolder();
        Assert.Contains("does not exist", Assert.Throws<StartRefused>(() => KeyFile.Read(folder.At("none"))).Message, StringComparison.Ordinal);
        Assert.Contains("holds no key", Assert.Throws<StartRefused>(() => KeyFile.Read(Owned(folder.Write("empty", "# nothing\n")))).Message, StringComparison.Ordinal);
        var wrong = Assert.Throws<StartRefused>(() => KeyFile.Read(Owned(folder.Write("wrong", $"a:{Good[..40]}\n")))).Message;
        Assert.Contains("is not 32 bytes", wrong, StringComparison.Ordinal);
        Assert.DoesNotContain(Good[..10], wrong, StringComparison.Ordinal);
    }

    private static KeyEntry Entry(string id, string origin) => new(id, RandomNumberGenerator.GetBytes(32), origin);

    private static string Owned(string path)
    {
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }
}
