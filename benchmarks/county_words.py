"""What the made-up county is made up of: names and words.  Nothing in it is a real place, person or number."""
import re

DEPARTMENTS = dict(p.split(":") for p in (
    "fagai:发展和改革局 jiaoyu:教育局 gongan:公安局 minzheng:民政局 sifa:司法局 caizheng:财政局 renshe:人力资源和社会保障局 "
    "ziran:自然资源局 shengtai:生态环境局 zhujian:住房和城乡建设局 chengguan:城市管理局 nongye:农业农村局 wenlv:文化体育和旅游局 "
    "weijian:卫生健康局 yingji:应急管理局 shijian:市场监督管理局 shuiwu:税务局 zhengwu:政务服务管理局 zhengfuban:人民政府办公室").split())
DOMAINS = [p.split(":") for p in (  # id, name, lead; in the order of the 26 pilot domains
    "zhongda-xiangmu:重大建设项目:fagai gonggong-ziyuan:公共资源交易:zhengwu yiwu-jiaoyu:义务教育:jiaoyu huji-guanli:户籍管理:gongan "
    "shehui-jiuzhu:社会救助:minzheng yanglao-fuwu:养老服务:minzheng gonggong-falv:公共法律服务:sifa caizheng-yujuesuan:财政预决算:caizheng "
    "jiuye:就业:renshe shehui-baoxian:社会保险:renshe chengxiang-guihua:城乡规划:ziran jiti-tudi:农村集体土地征收:ziran "
    "shengtai-huanjing:生态环境:shengtai baozhang-zhufang:保障性住房:zhujian fangwu-zhengshou:国有土地上房屋征收与补偿:zhujian "
    "weifang-gaizao:农村危房改造:zhujian shizheng-fuwu:市政服务:chengguan zonghe-zhifa:城市综合执法:chengguan shenong-butie:涉农补贴:nongye "
    "gonggong-wenhua:公共文化服务:wenlv weisheng-jiankang:卫生健康:weijian anquan-shengchan:安全生产:yingji jiuzai:救灾:yingji "
    "shipin-yaopin:食品药品监管:shijian shuishou-guanli:税收管理:shuiwu fupin:扶贫:nongye").split()]
TOWN_HEADS = "青qing 白bai 龙long 石shi 东dong 西xi 南nan 北bei 新xin 永yong 长chang 大da 双shuang 太tai 柳liu 松song 梅mei 桃tao 金jin 银yin".split()
TOWN_TAILS = "山shan 河he 溪xi 桥qiao 沙sha 潭tan 岭ling 湾wan 坪ping 源yuan 塘tang 洲zhou 坑keng 坂ban 洋yang 峰feng 林lin 田tian 坊fang 湖hu".split()
SURNAMES = "陈chen 林lin 黄huang 张zhang 吴wu 李li 郑zheng 王wang 刘liu 苏su 蔡cai 杨yang 许xu 谢xie 罗luo 邱qiu 叶ye 江jiang 余yu 邓deng".split()
GIVEN = ("文斌wenbin 志远zhiyuan 晓燕xiaoyan 建华jianhua 丽萍liping 国栋guodong 雅琴yaqin 明辉minghui 秀芳xiufang 海涛haitao 佳宁jianing 立群liqun "
         "春梅chunmei 少峰shaofeng 静怡jingyi 永平yongping 婉清wanqing 宏伟hongwei 思源siyuan 美玲meiling 启航qihang 素云suyun 俊杰junjie 惠敏huimin "
         "东升dongsheng 若兰ruolan 振宇zhenyu 月华yuehua 一鸣yiming 凤英fengying 景行jingxing 巧珍qiaozhen 天佑tianyou 淑贞shuzhen 正阳zhengyang "
         "慕晴muqing 书言shuyan 望舒wangshu 清和qinghe 知夏zhixia").split()
CATEGORIES = "综合业务 政策文件 资格认定 申请受理 审核确认 资金管理 监督检查 结果公示 服务机构 行政许可 行政处罚 应急管理".split()
TOPICS = ("临时救助 补助资金 建设项目 招标采购 年度预算 专项检查 困难群众 服务对象 家庭经济状况 从业人员 承办机构 特殊群体 技能培训 安置补偿 土地权属 规划方案 "
          "环境影响 质量抽检 安全隐患 灾害损失 法律援助 学籍管理 招生入学 医疗救助 定点机构 住房配租 房屋鉴定 市政设施 占道经营 强农惠农 文化场馆 税费优惠 "
          "信用评价 纳税服务 参保登记 待遇核定 创业扶持 帮扶项目 公共收费 合同履约").split()
ASPECTS = "办事指南 政策文件 审核结果 名单公示 监督检查 资金使用 标准调整 申请条件 处理决定 统计信息 服务机构目录 投诉举报渠道 应急预案 年度计划".split()
TOWN_ASPECTS = "受理登记 入户核查 村级公示 初审意见 发放名册 代办服务 调解记录 宣传活动 网格巡查 便民事项".split()
PARTS = ("办理依据 申请条件 申请材料 办理流程 办理时限 办理地点 联系方式 监督电话 受理单位 审核单位 认定标准 发放标准 资金来源 分配结果 公示名单 实施方案 年度目标 完成情况 "
         "责任主体 检查结果 整改情况 处罚依据 处罚结果 听证告知 救济渠道 评估报告 服务内容 收费标准 减免政策 咨询方式 常见问题 结果反馈").split()
VERBS = "开展 组织 落实 推进 规范 加强 完善 受理 审核 办理 核定 监督 指导 统筹".split()
NOUNS = "申请材料 补助资金 服务对象 办理时限 工作方案 年度计划 评估报告 投诉举报 信用信息 质量安全 预算执行 专项检查 整改情况 救助标准 名册台账 入户调查 听证程序 监督电话 风险隐患 应急预案".split()
MANNERS = "依法 及时 全面 准确 逐项 按规定程序 在规定期限内 结合本地实际 通过多种渠道 会同有关单位".split()
LAWS = [p.split("@") for p in (
    "中华人民共和国政府信息公开条例@国务院令第711号 社会救助暂行办法@国务院令第649号 中华人民共和国土地管理法实施条例@国务院令第743号 重大行政决策程序暂行条例@国务院令第713号 "
    "国有土地上房屋征收与补偿条例@国务院令第590号 优化营商环境条例@国务院令第722号 保障农民工工资支付条例@国务院令第724号 城镇燃气管理条例@国务院令第583号 "
    "中华人民共和国行政许可法@ 中华人民共和国行政处罚法@ 中华人民共和国预算法@ 中华人民共和国社会保险法@ 中华人民共和国义务教育法@ 中华人民共和国安全生产法@ "
    "中华人民共和国环境保护法@ 中华人民共和国食品安全法@ 中华人民共和国公共文化服务保障法@ 中华人民共和国老年人权益保障法@").split()]
LIMITS = ("信息形成或者变更之日起20个工作日内 信息形成或者变更之日起7个工作日内 制定或获取信息之日起10个工作日内 作出行政决定之日起7个工作日内 本级人大批准后20日内 公示7个工作日 "
          "公示时间不少于7个工作日 批前公示不少于30日 组织听证7个工作日前 每季度首月20日前 每年1月31日前 每月10日前 长期公开 及时 "
          "办事指南信息形成之日起20个工作日内；结果信息7个工作日内").split()
CHANNELS = "政府网站 政府公报 两微一端 发布会/听证会 广播电视 纸质媒体 公开查阅点 政务服务中心 便民服务站 入户/现场 社区/企事业单位/村公示栏(电子屏) 精准推送 其他".split()
TOPIC_OF = re.compile("(%s)$" % "|".join(ASPECTS + TOWN_ASPECTS))
GROUPS = "申请人 项目单位 征收范围内的村集体成员 在校学生及家长 参保人员 从业人员 困难家庭 承租人".split()
CN = "一二三四五六七八九十"
