using OmniForge.Agents.Building.Languages;

namespace OmniForge.Agents.Tests.Building.Languages;

public sealed class MaskedTests
{
    private const string Reply = "I will read \"Client Projects\" and 3 files like stock.csv, and post to #team.\n| name | \"late\" |\nOpen https://example.com/a?b=1 at 8:30.";

    [Fact]
    public void Names_addresses_channels_files_and_table_lines_are_not_shown_to_who_translates()
    {
        var masked = new Masked(Reply);
        Assert.Equal("I will read ⟦0⟧ and 3 files like ⟦1⟧, and post to ⟦2⟧.\n⟦3⟧\nOpen ⟦4⟧ at 8:30.", masked.Text);
        Assert.Equal(Reply, masked.Restore(masked.Text));
    }

    [Fact]
    public void They_are_put_back_where_the_translation_has_them()
        => Assert.Equal("Aus \"B\" nach \"A\" um 9 Uhr", new Masked("To \"A\" from \"B\" at 9").Restore("Aus ⟦1⟧ nach ⟦0⟧ um 9 Uhr"));

    [Theory]
    [InlineData("Aus ⟦1⟧ um 9 Uhr")]
    [InlineData("Aus ⟦1⟧ nach ⟦0⟧ und ⟦0⟧ um 9 Uhr")]
    [InlineData("Aus ⟦1⟧ nach ⟦7⟧ um 9 Uhr")]
    [InlineData("Aus ⟦1⟧ nach ⟦0⟧ um 8 Uhr")]
    [InlineData("Aus ⟦1⟧ nach ⟦0⟧")]
    [InlineData(" ")]
    public void What_lost_a_name_or_changed_a_number_is_no_translation(string said) => Assert.Null(new Masked("To \"A\" from \"B\" at 9").Restore(said));
}
