#include "platform/identity/password_rules.h"

#include <algorithm>
#include <array>
#include <fstream>

#include <gtest/gtest.h>

namespace bihuan::identity {
namespace {

// Those that a reviewer tried first; 15 of them were taken before there was a list.
constexpr std::array<std::string_view, 20> kTried{
    "password12",   "Password123",   "qwerty123456", "12345678910",  "purchasing1",
    "1qaz2wsx3edc", "woaini1314520", "q1w2e3r4t5y6", "Admin123456",  "iloveyou520",
    "abc123456789", "P@ssw0rd2026",  "qazwsxedcrfv", "zaq12wsxcde3", "asdfghjkl123",
    "1234567890",   "qwertyuiop",    "admin12345",   "0123456789",   "aaaaaaaaaa"};

// More of the kind: words with digits, years, keyboards, counting, repeats, dates, phones, pinyin.
constexpr std::array<std::string_view, 108> kBad{"rfvtgbyhnujm",         "ijnuhbygvtfc",
                                                 "tgbnhyujmki",          "sdfghjkl;'",
                                                 "password1234",         "passw0rd123",
                                                 "Passw0rd!!",           "P@$$w0rd123",
                                                 "passwordpassword",     "drowssap123",
                                                 "letmein12345",         "welcome2026",
                                                 "Welcome123!",          "changeme123",
                                                 "ChangeMe2026",         "iloveyou1314",
                                                 "iloveyou123",          "sunshine2024",
                                                 "princess123",          "football2022",
                                                 "dragon123456",         "monkey1234",
                                                 "superman2026",         "batman123456",
                                                 "Summer2026!",          "winter2025!!",
                                                 "Spring2026",           "october2026",
                                                 "monday12345",          "administrator",
                                                 "administrator1",       "adminadmin1",
                                                 "root123456789",        "test12345678",
                                                 "testtesttest",         "guest1234567",
                                                 "manager2026",          "company2026",
                                                 "secret123456",         "hello1234567",
                                                 "helloworld123",        "qwertyuiop123",
                                                 "qwerty12345678",       "1234qwerasdf",
                                                 "asdf1234asdf",         "asdfghjkl;'",
                                                 "zxcvbnm12345",         "qazwsxedc123",
                                                 "1q2w3e4r5t6y",         "1qaz2wsx3edc4rfv",
                                                 "zaq1xsw2cde3",         "!QAZ2wsx#EDC",
                                                 "qweasdzxc123",         "123qweasdzxc",
                                                 "poiuytrewq",           "lkjhgfdsa1",
                                                 "abcdefghij",           "abcdefg12345",
                                                 "abc123abc123",         "a1b2c3d4e5",
                                                 "aabbccddee11",         "9876543210",
                                                 "1123581321",           "1122334455",
                                                 "112233445566",         "11112222333",
                                                 "1111111111a",          "0000000000",
                                                 "8888888888",           "6666688888",
                                                 "123123123123",         "147258369123",
                                                 "1472583690",           "159357159357",
                                                 "3141592653",           "13800138000",
                                                 "20261003abc",          "19900101wang",
                                                 "01011990zhang",        "1990-01-01-wang",
                                                 "2026-10-01 abc",       "zhangwei123",
                                                 "zhangwei1990",         "liming123456",
                                                 "wangfang2026",         "woaini1314",
                                                 "woaini5201314",        "5201314woaini",
                                                 "woaizhongguo",         "woaini123456",
                                                 "nihao123456",          "beijing2008",
                                                 "shanghai2026",         "guangzhou123",
                                                 "zhongguo1949",         "tianxia123456",
                                                 "mima123456",           "mimamima123",
                                                 "laopowoaini",          "laogong1314",
                                                 "baobei520520",         "xiaoming123",
                                                 "gongxifacai",          "gongxifacai888",
                                                 "我爱你我爱你我爱你一", "中华人民共和国中国人民",
                                                 "我爱你一三一四五二零", "１２３４５６７８９０"};

constexpr std::array<std::string_view, 52> kGood{"今天天气很好我们去公园",
                                                 "夏天的山泉水真好喝啊",
                                                 "窗外有三只麻雀在吵架",
                                                 "我家楼下的面馆五点开门",
                                                 "春眠不觉晓处处闻啼鸟呀",
                                                 "每周三下午开产销会吗",
                                                 "外婆种的丝瓜爬满了墙",
                                                 "下雨天别忘了收阳台的衣服",
                                                 "蓝色的水壶放在窗台上",
                                                 "二楼打印机又卡纸了吧",
                                                 "去年冬天湖面结了厚冰",
                                                 "小猫把毛线球滚到床底",
                                                 "骑车四十分钟到码头买鱼",
                                                 "爸爸修好了那台旧收音机",
                                                 "梧桐叶落满了整条街道",
                                                 "三号仓库门口有棵石榴树",
                                                 "晚饭后沿着河走两圈路",
                                                 "她把钥匙忘在出租车里",
                                                 "电梯里遇见卖豆腐的邻居",
                                                 "秋天的柿子要用线串起来",
                                                 "correct horse 电池 staple",
                                                 "橘子 riverboat 铅笔",
                                                 "茶壶-7741-lamp-雨伞",
                                                 "correct horse battery staple",
                                                 "another good one",
                                                 "blue kettle on tuesday",
                                                 "nine green umbrellas",
                                                 "maple ridge 41 otter",
                                                 "dzqx-7741-lamp",
                                                 "T7#kq9!mZp2x",
                                                 "violet-anchor-noodle-29",
                                                 "seven sleepy plumbers",
                                                 "gravel trumpet ocean",
                                                 "kettle.bramble.sixpence",
                                                 "my aunt sells old stamps",
                                                 "rain fell on the tin roof",
                                                 "Xv9$mLq2#Tn7",
                                                 "hq3w-9kfz-m2tp",
                                                 "cobalt lantern 88 ferry",
                                                 "the otter ate my pencil",
                                                 "walnut&harbor&zeppelin",
                                                 "untidy glacier pancake",
                                                 "piano stairs in november",
                                                 "forty crates of tangerines",
                                                 "lend me your umbrella please",
                                                 "zmQ-44-thicket-owl",
                                                 "bread before the ferry",
                                                 "quiet mill by the weir",
                                                 "jasmine bolt canyon",
                                                 "k8Vd!s2Pz@Lw",
                                                 "tortoise on the escalator",
                                                 "plum blossoms behind the depot"};

const PasswordOwner kWang{
    .login = "purchasing",
    .known_words = {"王晓明", "E0017", "wang.xm@qingquan.example", "13912345678", "清泉饮料"}};

std::string code_of(std::string_view password, const PasswordOwner& owner = kWang) {
    const auto issues = find_password_issues(owner, password);
    return issues.empty() ? "" : issues.front().code;
}

TEST(PasswordRules, RefuseWhatAReviewerTriedFirst) {
    for (const auto password : kTried) EXPECT_NE(code_of(password), "") << password;
}

TEST(PasswordRules, RefuseWhatOthersWouldTry) {
    for (const auto password : kBad) EXPECT_NE(code_of(password), "") << password;
}

TEST(PasswordRules, TakeSentencesAndUnrelatedWordsInAnyLanguage) {
    for (const auto password : kGood) EXPECT_EQ(code_of(password), "") << password;
}

TEST(PasswordRules, RefuseEveryEntryOfTheListHoweverItIsWritten) {
    std::ifstream list(BIHUAN_SOURCE_DIR "/src/platform/identity/passwords/common.txt");
    int tried = 0;
    for (std::string word; std::getline(list, word);) {
        if (word.size() < 10 || word.front() == '#') continue;
        EXPECT_NE(code_of(word), "") << word;
        std::string loud = word;
        for (char& c : loud)
            if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        EXPECT_NE(code_of(loud), "") << loud;
        ++tried;
    }
    EXPECT_GT(tried, 1000);
}

TEST(PasswordRules, RefuseWhatIsKnownOfThePersonAndTheCompany) {
    for (const auto* password : {"purchasing2026!",
                                 "Purch4sing#1",
                                 "wangxiaoming88",
                                 "wangxiaoming!!",
                                 "王晓明王晓明王晓明一",
                                 "e0017e0017e",
                                 "qingquan2026",
                                 "qingquanyinliao",
                                 "清泉饮料2026年的",
                                 "Bihuan2026!",
                                 "bihuanbihuan",
                                 "13912345678"})
        EXPECT_EQ(code_of(password), "password_personal") << password;
    EXPECT_EQ(code_of("purchasing9317", {.login = "wang"}), "password_weak")
        << "somebody else's login is a common word";
}

TEST(PasswordRules, RefuseBeginningsAndFirstLettersOfChineseNames) {
    const PasswordOwner deng{.login = "finance",
                             .known_words = {"邓国栋", "云泉食品饮料有限公司", "麦田里", "溪畔"}};
    for (const auto* password : {"yunquan2026!",
                                 "Yunquan#2026",
                                 "yunquan@2026",
                                 "yunquanshipin1",
                                 "Yqspyl@2026",
                                 "yqspyl202611",
                                 "GuodongDeng88",
                                 "guodong2026!",
                                 "dengguodong1988",
                                 "maitianli2026",
                                 "xipan2026!!"})
        EXPECT_EQ(code_of(password, deng), "password_personal") << password;
    EXPECT_EQ(code_of("quiet mill by the weir", deng), "");
}

TEST(PasswordRules, SeeThroughWidthCaseAndSwappedLetters) {
    EXPECT_NE(code_of("ＰＡＳＳＷＯＲＤ１２３"), "");
    EXPECT_NE(code_of("PASSWORD123!"), "");
    EXPECT_NE(code_of("p@55w0rd1234"), "");
    EXPECT_NE(code_of("Ｗｏａｉｎｉ１３１４"), "");
}

TEST(PasswordRules, SayWhyAndWhatToTakeInstead) {
    EXPECT_EQ(code_of("kurz"), "password_short");
    EXPECT_EQ(code_of("我的密码呀"), "password_short");
    EXPECT_EQ(code_of(std::string(201, 'a') + "b"), "password_long");
    EXPECT_EQ(code_of("a good\tsentence\n"), "password_control");
    EXPECT_EQ(code_of(std::string("a good sentence\0x", 17)), "password_control");
    EXPECT_EQ(code_of("1qaz2wsx3edc"), "password_common");
    EXPECT_EQ(code_of("bihuan-demo"), "password_common");
    EXPECT_EQ(code_of("aaaaaaaaaaaaaaa"), "password_sequence");
    EXPECT_EQ(code_of("ababababababab"), "password_sequence");
    EXPECT_EQ(code_of("fghjklpoiuyt"), "password_keyboard");
    for (const auto* password : {"dragon123456", "letmein12345"}) {
        const auto issues = find_password_issues(kWang, password);
        ASSERT_EQ(issues.size(), 1U) << password;
        EXPECT_EQ(issues[0].field, "/new_password");
        EXPECT_NE(issues[0].message.find("four words"), std::string::npos);
        EXPECT_EQ(issues[0].message.find(password), std::string::npos);
        EXPECT_TRUE(issues[0].found.empty());
    }
}

}  // namespace
}  // namespace bihuan::identity
